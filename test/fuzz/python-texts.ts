/** Python to begin from, and splinters of it to spoil it with. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { readPage } from "../unit/rules/page.ts";

const pages = new URL("../../src/rules/", import.meta.url);
const examples = new URL("../../media/examples/", import.meta.url);
const correct = new URL("../unit/rules/correct/", import.meta.url);

function pythonIn(folder: URL): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
}

/** The examples of every rule's page, wrong and correct. */
export const pageExamples: readonly string[] = readdirSync(pages)
  .filter((name) => name.endsWith(".md"))
  .flatMap((name) => readPage(readFileSync(new URL(name, pages), "utf8")))
  .filter(({ role }) => role !== "fixed")
  .map(({ text }) => text);

/** Whole files without a mistake. */
export const correctFiles: readonly string[] = [...pythonIn(correct), ...pythonIn(examples)];

export const splinters: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ..."( ) [ ] { } : , . ; # \\ ' \" ''' \"\"\" f' f\" t' { } {{ !r = := * ** @ -> \n \r\n \r \t \f \0 \ufeff \ud800 é 😀 1. 1_ 0x ? ! % $ ` ~".split(
      " ",
    ),
    ..."def class if else elif for in lambda yield return match case with as import from async await try except not is print type lazy".split(
      " ",
    ),
    ..."y_true y_pred K. ops. tf. keras.losses. axis=-1 axis=None 1e-7 0 None True float('nan') loss=".split(" "),
    "\n    ",
    "\ndef f(",
    "\nclass A:\n",
    "  # a comment\n",
    " ",
    "\nfrom keras import backend as K\n",
    "\nimport tensorflow as tf\n",
    "# loss-lens: ignore",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);
