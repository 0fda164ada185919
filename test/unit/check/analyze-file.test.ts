import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import type { RuleSetting } from "../../../src/check/configuration.ts";
import { readProject } from "../../../src/keras/version.ts";

const text = [
  "from keras import ops",
  "",
  "def my_loss(y_true, y_pred):",
  "    return ops.mean(ops.square(y_pred - y_true), axis=-1)",
  "",
  "model.compile(loss=my_loss())",
  "",
].join("\n");

const project = {
  keras: readProject([{ path: "requirements.txt", text: "keras==2.9\n" }]),
  pyproject: {
    path: "pyproject.toml",
    text: '[tool.loss-lens]\nkeras = "2"\nprobes = "off"\nrun = "sometimes"\n[tool.loss-lens.rules]\ncalled-loss = "info"\n',
  },
};

test("one look finds the losses, their Keras and the findings, as the project configures them", () => {
  const analysis = analyzeFile({ text, path: "losses.py", project });
  expect(analysis.losses.map(({ name }) => name)).toEqual(["my_loss"]);
  expect(analysis.uses.map(({ role }) => role)).toEqual(["loss", "call"]);
  expect(analysis.keras.version).toBe("2");
  expect(analysis.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toContain("info called-loss");
  expect(analysis.configuration.probes).toBe(false);
  expect(analysis.configurationProblems).toEqual([
    'pyproject.toml [tool.loss-lens]: run is "sometimes"; use "onType", "onSave" or "manual".',
  ]);
});

test("what is asked for has the last word, and what is wrong with it is told beside what is wrong with the project's", () => {
  const asked = {
    configuration: {
      rules: new Map<string, RuleSetting>([["called-loss", "off"]]),
      keras: "3" as const,
      probes: undefined,
    },
    problems: ["lossLens.rules: there is no rule 'x'."],
  };
  const analysis = analyzeFile({ text, path: "losses.py", project, asked });
  expect(analysis.keras.version).toBe("3");
  expect(analysis.findings.map(({ rule }) => rule)).not.toContain("called-loss");
  expect(analysis.configuration.probes).toBe(false);
  expect(analysis.configurationProblems).toHaveLength(2);
});

test("without a project the rules are at their own severities", () => {
  const analysis = analyzeFile({ text, path: "losses.py", project: undefined });
  expect(analysis.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(["error called-loss"]);
});
