/** A loss's own parameters as it is called for a picture: `(gamma=3.5, alpha=0.25)`. */

import type { GivenValue } from "../evaluate/evaluation.ts";
import { statedValue } from "../losses/stated-values.ts";
import type { LossInFile } from "../samples/start-values.ts";
import { pythonLiteral } from "./script/literals.ts";

const longestValue = 24;

/** `given` are the values that the loss is run with; what is not among them is as the file has it. Empty without parameters. */
export function calledAs(inFile: LossInFile, given: Readonly<Record<string, GivenValue>>): string {
  const { loss, uses, names } = inFile;
  if (loss.parameters.length === 0) return "";
  const shown = loss.parameters.map((parameter) => {
    const { name } = parameter;
    const value = given[name];
    const stated = value === undefined ? statedValue(parameter, loss, uses, names) : undefined;
    const range = stated?.range ?? parameter.default?.range;
    const text =
      value !== undefined
        ? written(value)
        : range === undefined
          ? undefined
          : loss.module.text.slice(range.start, range.end);
    return text === undefined ? name : `${name}=${shortened(text)}`;
  });
  return `(${shown.join(", ")})`;
}

/** A slider's number without the digits that no one set. */
function written(value: GivenValue): string {
  return pythonLiteral(typeof value === "number" && Number.isFinite(value) ? Number(value.toPrecision(6)) : value);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > longestValue ? `${line.slice(0, longestValue - 1)}…` : line;
}
