/** An error that a loss raises whatever it is called with. */

import type { BuildFailed } from "../evaluate/build-question.ts";
import { startValues } from "../samples/start-values.ts";
import { isBaseClass } from "./base-class.ts";
import { isRaised } from "./build-words.ts";
import type { ProbeContext } from "./probe.ts";

/**
 * On building and on running, with data of every shape that is tried; undefined where there is none, and where what
 * fails may be what is not known: values for parameters that are only assumed, a base class, arguments of another call.
 */
export async function certainFailure({
  loss,
  module,
  names,
  uses,
  run,
}: ProbeContext): Promise<BuildFailed | undefined> {
  const built = await run.build();
  if (built.kind !== "failed" || !built.isCertain || isRaised(built.error)) return undefined;
  if (built.error.range === undefined || built.error.expression === loss.name) return undefined;
  const observed = await run.observed();
  if (observed.kind !== "failure" || observed.failure.kind !== "python") return undefined;
  if (observed.failure.range?.start !== built.error.range.start) return undefined;
  if (startValues({ loss, uses, names }).some(({ expression }) => expression === undefined)) return undefined;
  const own = uses.filter((use) => use.loss === loss);
  // Called by the file itself, it may be given more than Keras gives.
  if (own.some(({ role }) => role === "call") && !own.some(({ role }) => role === "loss")) return undefined;
  return isBaseClass({ loss, module }) ? undefined : built;
}
