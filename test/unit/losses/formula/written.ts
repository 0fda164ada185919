/** Losses of a text with their formulas. */

import { literalOf } from "../../../../src/evaluate/literal.ts";
import { findLosses } from "../../../../src/losses/find-losses.ts";
import { formulaOf, type ParameterValue } from "../../../../src/losses/formula/loss-formula.ts";
import type { LossFormula } from "../../../../src/losses/formula/tree.ts";
import type { LossDefinition } from "../../../../src/losses/loss.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { analyzeNames } from "../../../../src/python/scope.ts";

export const imports = `import keras
import numpy as np
import tensorflow as tf
from keras import ops
from tensorflow.keras import backend as K
`;

export interface Written {
  readonly loss: LossDefinition;
  readonly formula: LossFormula | undefined;
}

/** Each loss of the text, at the defaults of its parameters. */
export function written(text: string, takesOutputFirst = false): Written[] {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  return findLosses(module, names).losses.map((loss) => {
    const values = Object.fromEntries(
      loss.parameters.map(({ name, default: given }) => {
        const value = given && literalOf(given);
        return [name, value as ParameterValue | undefined];
      }),
    );
    return { loss, formula: formulaOf(loss, { names, values, takesOutputFirst }) };
  });
}

/** The text that a snippet leaves, with its placeholders as they are proposed. */
export function snippetText(body: string | readonly string[]): string {
  const text = typeof body === "string" ? body : body.join("\n");
  return text
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, "$1")
    .replace(/\$\{\d+:((?:[^{}]|\{[^}]*\})*)\}/g, "$1")
    .replace(/\$\d/g, "");
}
