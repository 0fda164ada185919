/** The formula of a loss as it is called for a picture, and the picture of it for where MathML is not drawn. */

import type { GivenValue } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import { takesOutputFirst } from "../keras/crossentropy-order.ts";
import type { KerasVersion } from "../keras/version.ts";
import { formulaOf, type ParameterValue } from "../losses/formula/loss-formula.ts";
import { mathmlOf } from "../losses/formula/mathml.ts";
import { roomOfLoss } from "../losses/formula/measure.ts";
import type { LossFormula } from "../losses/formula/tree.ts";
import { statedValue } from "../losses/stated-values.ts";
import { type LossInFile, startParameters } from "../samples/start-values.ts";
import type { Theme } from "./plot/scene.ts";

/** `given` are the values that the loss is run with; what is not among them is as the file has it. */
export function lossFormula(
  inFile: LossInFile,
  keras: KerasVersion,
  given: Readonly<Record<string, GivenValue>>,
): LossFormula | undefined {
  const { loss, uses, names } = inFile;
  const values: Record<string, ParameterValue | undefined> = {};
  const known = { ...startParameters(inFile), ...given };
  for (const parameter of loss.parameters) {
    const stated = statedValue(parameter, loss, uses, names);
    const value = known[parameter.name] ?? (stated === undefined ? undefined : literalOf(stated));
    values[parameter.name] = plain(value);
  }
  return formulaOf(loss, { names, values, takesOutputFirst: takesOutputFirst(keras) });
}

function plain(value: GivenValue | undefined): ParameterValue | undefined {
  if (value === null || typeof value !== "object")
    return typeof value === "number" ? Number(value.toPrecision(6)) : value;
  if ("code" in value) return undefined;
  return "tuple" in value ? value.tuple : value;
}

/** In pixels. */
const fontSize = 14;
const padding = 4;
/** A picture wider than a hover would be cut off. */
const widest = 640;

export interface FormulaPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Without its parameters' values: a hover names them already. As an SVG that a browser lays out, as large as it is likely to be: an image cannot ask. */
export function formulaPicture(formula: LossFormula, { text, font }: Theme): FormulaPicture {
  const { width, height } = roomOfLoss(formula);
  const full = Math.ceil(width * fontSize) + 2 * padding;
  // What is wider is drawn smaller, down to where it can still be read.
  const size = full <= widest ? fontSize : Math.max(9, Math.floor((fontSize * widest) / full));
  const scale = size / fontSize;
  const box = {
    width: Math.min(Math.max(Math.ceil(full * scale), 240), 1200),
    height: Math.ceil(height * size) + 2 * padding,
  };
  const style = `margin:0;padding:${padding}px;color:${text};font:${size}px ${font}`;
  const rules =
    "math{text-align:left}math[display]{display:block math;margin:0;width:max-content}mtd.left,.lines mtd:last-child{text-align:left}.lines mtd:first-child{text-align:right}mtd{padding:2px 1px}.code{font-family:monospace;font-size:.9em}";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"><style>${rules}</style><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="${escaped(style)}">${mathmlOf(formula)}</div></foreignObject></svg>`;
  return { svg, ...box };
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
