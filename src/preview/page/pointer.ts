/** Tells the host where the curve's cursor rests, and not where it only passes. */

import type { PageContext } from "./context.ts";

const restMilliseconds = 250;

export interface Pointer {
  restAt(x: number, target: number): void;
}

export function createPointer(context: Pick<PageContext, "send">): Pointer {
  let timer: number | undefined;
  let told = "";
  return {
    restAt(x, target) {
      window.clearTimeout(timer);
      if (told === `${target} ${x}`) return;
      timer = window.setTimeout(() => {
        told = `${target} ${x}`;
        context.send({ type: "pointAt", target, x });
      }, restMilliseconds);
    },
  };
}
