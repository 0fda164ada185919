import { expect, test } from "vitest";
import { mergeConfigurations, readPyproject, readRuleOption } from "../../../src/check/configuration.ts";

const known = new Set(["called-loss", "no-gradient"]);

test("[tool.loss-lens] sets severities, the version and the probes", () => {
  const text =
    '[tool.loss-lens]\nkeras = "2"\nprobes = "off"\n[tool.loss-lens.rules]\ncalled-loss = "hint"\nno-gradient = "off"\n';
  const { configuration, problems } = readPyproject(text, known);
  expect(problems).toEqual([]);
  expect(configuration).toEqual({
    rules: new Map([
      ["called-loss", "hint"],
      ["no-gradient", "off"],
    ]),
    keras: "2",
    probes: false,
  });
});

test("what is wrong is said in a sentence each, and the rest counts", () => {
  const text =
    '[tool.loss-lens]\nkeras = 7\ncolour = true\n[tool.loss-lens.rules]\nnonsense = "hint"\ncalled-loss = "loud"\nno-gradient = "info"\n';
  const { configuration, problems } = readPyproject(text, known);
  expect([...configuration.rules]).toEqual([["no-gradient", "info"]]);
  expect(problems).toMatchInlineSnapshot(`
    [
      "pyproject.toml [tool.loss-lens] rules: there is no rule 'nonsense'.",
      "pyproject.toml [tool.loss-lens] rules: 'called-loss' is set to "loud"; use error, warning, info, hint, off.",
      "pyproject.toml [tool.loss-lens]: keras is 7; use "auto", "1", "2" or "3".",
      "pyproject.toml [tool.loss-lens]: there is no setting 'colour'.",
    ]
  `);
});

test("a table where a text belongs is told of, in a few words", () => {
  const text = `[tool.loss-lens]\nkeras = {version = "^2.9"}\nprobes = [${"1, ".repeat(5_000)}]\n`;
  const [ofKeras, ofProbes] = readPyproject(text, known).problems;
  expect(ofKeras).toBe('pyproject.toml [tool.loss-lens]: keras is {"version":"^2.9"}; use "auto", "1", "2" or "3".');
  expect(ofProbes!.length).toBeLessThan(200);
});

test("a pyproject.toml that cannot be read is one problem, one without our table none", () => {
  expect(readPyproject("[tool", known).problems).toHaveLength(1);
  expect(readPyproject("[tool.ruff]\n", known).problems).toEqual([]);
});

test("--rules overrides the file", () => {
  const { rules, problems } = readRuleOption("called-loss=error,nonsense=off,broken", known);
  expect(problems).toHaveLength(2);
  const weaker = readPyproject('[tool.loss-lens.rules]\ncalled-loss = "hint"\n', known).configuration;
  expect(mergeConfigurations(weaker, { rules, keras: "3", probes: undefined }).rules.get("called-loss")).toBe("error");
});
