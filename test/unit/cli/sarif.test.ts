import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

/** The schema as OASIS published it, out of the package that ships it. */
const require = createRequire(import.meta.url);
const schemaPath = join(dirname(require.resolve("@microsoft/jest-sarif")), "schemas", "sarif-2.1.0-rtm.5.json");
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, unicodeRegExp: false });
ajv.addFormat("uri", (text: string) => URL.canParse(text));
ajv.addFormat("uri-reference", (text: string) => URL.canParse(text, "file:///folder/") && !/[\s\\]/.test(text));
ajv.addFormat("date-time", true);
// It is written for draft 4, whose `id` is `$id` today.
const { $schema: _draft, id: $id, ...schema } = JSON.parse(readFileSync(schemaPath, "utf8"));
const isSarif = ajv.compile({ ...schema, $id });

const textbook = `def my_koss(y_true,y_pred):
\treturn K.mean((y_pred-y_true),axis = -1)

model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])
`;
const notebook = {
  cells: [
    { cell_type: "code", source: ["from keras import ops\n"] },
    { cell_type: "code", source: "def my_loss(y_true, y_pred):\n    ops.mean(y_pred - y_true)\n" },
  ],
  metadata: { kernelspec: { language: "python" } },
  nbformat: 4,
};

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "textbook.py": textbook,
    "größe & mehr.py": textbook,
    "clean.py": "print('hello')\n",
    "book.ipynb": JSON.stringify(notebook),
    "all.py": `import tensorflow as tf\nfrom tensorflow.keras import backend as K\nimport numpy as np\n
def a(y_true, y_pred):
    if K.mean(y_pred) > 0:
        return np.mean(y_pred)
    return tf.log(y_pred)\n
model.compile(loss=a(), metrics=["accuracy"])\n`,
  });
});
afterAll(() => workspace.remove());

async function sarifOf(...names: string[]) {
  const { output } = await run(check, "--format", "sarif", "--no-probes", ...names.map((name) => workspace.path(name)));
  return JSON.parse(output);
}

describe("the SARIF report", () => {
  test.each([
    ["of findings with fixes", ["textbook.py"]],
    ["of several files", ["textbook.py", "clean.py", "all.py"]],
    ["of a file whose name needs escaping", ["größe & mehr.py"]],
    ["of a notebook", ["book.ipynb"]],
    ["of nothing at all", ["clean.py"]],
  ])("%s is valid against the schema", async (_, names) => {
    const log = await sarifOf(...names);
    const isValid = isSarif(log);
    expect(isSarif.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  test("the schema refuses what is not SARIF", async () => {
    const log = await sarifOf("textbook.py");
    log.runs[0].results[0].level = "severe";
    expect(isSarif(log)).toBe(false);
    expect(isSarif({ version: "2.1.0" })).toBe(false);
  });

  test("each result names a rule that the run describes, with its page as help", async () => {
    const [{ tool, results }] = (await sarifOf("textbook.py", "all.py")).runs;
    expect(results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex } of results) {
      const rule = tool.driver.rules[ruleIndex];
      expect(rule.id).toBe(ruleId);
      expect(rule.help.markdown).toContain(`# ${ruleId}`);
    }
  });

  test("a place is where the text is, and a fix replaces it", async () => {
    const [{ results }] = (await sarifOf("textbook.py")).runs;
    const undefinedLoss = results.find(({ ruleId }: { ruleId: string }) => ruleId === "undefined-loss");
    const region = { startLine: 4, startColumn: 20, endLine: 4, endColumn: 27 };
    expect(undefinedLoss.locations[0].physicalLocation.region).toEqual(region);
    expect(undefinedLoss.fixes[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: region, insertedContent: { text: "my_koss" } },
    ]);
  });

  test("files of the working folder are named relative to it", async () => {
    const { output } = await run(check, "--format", "sarif", "--no-probes", "media");
    for (const { location } of JSON.parse(output).runs[0].artifacts ?? [])
      expect(location).toEqual({ uri: expect.stringMatching(/^media\//), uriBaseId: "ROOT" });
  });
});
