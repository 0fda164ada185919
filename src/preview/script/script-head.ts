/** What the scripts for a person to read begin with: what they are, what they import, the loss as their file has it. */

import type { LossSource } from "../../evaluate/evaluation.ts";
import { pythonText } from "./literals.ts";
import { fileName, type ScriptLosses } from "./losses.ts";

/** `what` is the docstring, made with the name of the file; `imports` are whole lines. */
export function scriptHead(
  source: LossSource,
  losses: ScriptLosses,
  what: (file: string) => string,
  imports: readonly string[],
): readonly string[] {
  const folders = losses.folders.map((folder) => `sys.path.insert(0, ${pythonText(folder)})`);
  // What the file imports in the same words is imported once.
  const statements = losses.statements.filter((statement, index, all) => {
    const isRepeated = imports.includes(statement);
    return !isRepeated && !(statement === "" && imports.includes(all[index - 1] ?? ""));
  });
  return [
    `"""${what(fileName(source).replace(/["\\]/gu, "_"))} Written by Loss Lens."""`,
    ...losses.future,
    "",
    "import os",
    ...(folders.length === 0 ? [] : ["import sys"]),
    "",
    'os.environ.setdefault("KERAS_BACKEND", "tensorflow")',
    ...folders,
    "",
    ...imports,
    "",
    "# As in your file: the loss, and what it rests on.",
    ...statements,
    "",
  ];
}
