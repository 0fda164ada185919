/** The same program, written as other people would write it: mechanical changes that keep its meaning. */

import type { Call, Expression } from "../../../src/python/ast.ts";
import { applyEdits, type Edit } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { walk } from "../../../src/python/walk.ts";

/** Gives the text as it is where a change does not fit it. */
export const variants: Readonly<Record<string, (text: string) => string>> = {
  "as it stands": (text) => text,
  "Windows line endings": (text) => text.replace(/\n/g, "\r\n"),
  tabs: (text) => text.replace(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4)),
  "two spaces": (text) => text.replace(/^(?: {4})+/gm, (spaces) => "  ".repeat(spaces.length / 4)),
  "other quotes": (text) => (/'|"""/.test(text) ? text : text.replaceAll('"', "'")),
  "no line break at the end": (text) => text.replace(/\n+$/, ""),
  "trailing commas": (text) => inCalls(text, (call) => [insertion(call.arguments.at(-1)!.range.end, ",")]),
  "arguments in parentheses": (text) =>
    inCalls(text, (call) => {
      const first = call.arguments[0]!;
      return first.name === undefined && isPlain(first.value)
        ? [insertion(first.range.start, "("), insertion(first.range.end, ")")]
        : [];
    }),
  "calls over several lines": (text) =>
    inCalls(text, (call) => {
      const last = call.arguments.at(-1)!;
      return call.arguments
        .map(({ range }) => insertion(range.start, "\n        "))
        .concat(insertion(last.range.end, ",\n    "));
    }),
  "comments inside calls": (text) =>
    inCalls(text, (call) => {
      const last = call.arguments.at(-1)!;
      return call.arguments
        .map(({ range }, index) => insertion(range.start, `  # before ${index}\n        `))
        .concat(insertion(last.range.end, "  # after\n    "));
    }),
  "comments behind lines": (text) =>
    text.replace(/^((?:from|import|def|class|model| {4}return)\b.*[^\\\n({[,])$/gm, "$1  # because"),
  "a shebang and an encoding": (text) => `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${text}`,
  "a licence": (text) => `# Copyright the authors.\n# Licensed as it is.\n\n${text}`,
  "a docstring": (text) => `"""Losses.\n\nimport nothing\n"""\n${text}`,
  "a docstring and the future": (text) => `"""Losses."""\n\nfrom __future__ import annotations\n\n${text}`,
  "a byte order mark's text and wide letters": (text) => `TITLE = "Ω 😀 損失"  # é 😀\n${text}`,
  "imports that are tried": (text) =>
    text.replace(/^((?:from|import) .*)$/gm, "try:\n    $1\nexcept ImportError:\n    raise"),
  "imports for types": (text) =>
    `from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy.typing as npt\n\n${text}`,
  "imports in parentheses": (text) => text.replace(/^(from [\w.]+ import )([\w ,]+)$/gm, "$1(\n    $2,\n)"),
  "something behind the imports": (text) => text.replace(/^((?:from|import) [^\n]*)$/gm, '$1; HELP = """a\nb"""'),
  "a star import": (text) => `from helpers import *\n${text}`,
  "inside a function": (text) => `def build(model):\n${text.replace(/^(?=.)/gm, "    ")}`,
  "inside a condition": (text) => `if True:\n${text.replace(/^(?=.)/gm, "    ")}`,
  "inside a class": (text) => `class Experiment:\n${text.replace(/^(?=.)/gm, "    ")}`,
  "losses inside functions": (text) => {
    const parts = /^((?:(?:from|import|#)[^\n]*\n|\n)*)([\s\S]*)$/.exec(text)!;
    return `${parts[1]}\ndef main(model, history=None):\n${parts[2]!.replace(/^(?=.)/gm, "    ")}`;
  },
  "another name for the backend": (text) =>
    text
      .replace(/^from keras import backend as K$/gm, "import keras.backend as KB")
      .replace(/^from tensorflow\.keras import backend as K$/gm, "import tensorflow.keras.backend as KB")
      .replace(/\bK\./g, "KB."),
  "the backend's functions by name": (text) => {
    const used = [...new Set([...text.matchAll(/\bK\.(\w+)/g)].map((match) => match[1]!))];
    const line = /^from (keras|tensorflow\.keras) import backend as K$/m;
    if (!line.test(text) || used.length === 0) return text;
    return text.replace(/\bK\.(\w+)/g, "$1").replace(line, `from $1.backend import ${used.join(", ")}`);
  },
  "letters of other alphabets": (text) => text.replace(/\bmy_loss\b/g, "größe_损失"),
};

const insertion = (at: number, newText: string): Edit => ({ range: { start: at, end: at }, newText });

function isPlain(value: Expression): boolean {
  return value.kind !== "Starred" && value.kind !== "Comprehension";
}

/** Changes every call, also those inside of others. */
function inCalls(text: string, change: (call: Call) => readonly Edit[]): string {
  const edits: Edit[] = [];
  walk(parseModule(text).module, (node) => {
    if (node.kind !== "Call" || node.arguments.length === 0) return;
    if (node.arguments.every(({ value, isDoubleStarred }) => isPlain(value) && !isDoubleStarred))
      edits.push(...change(node));
  });
  return applyEdits(text, edits);
}
