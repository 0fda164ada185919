/** Under the picture: the figures that the cursor is on, and what is to blame where they are none. */

import { placeWords } from "../place-words.ts";
import type { Reading } from "../plot/reading.ts";
import type { Culprit } from "../plot/scene.ts";
import type { PageContext } from "./context.ts";
import { fill, h } from "./dom.ts";

export interface Readout {
  readonly element: HTMLElement;
  read(reading: Reading | undefined, culprit: Culprit | undefined): void;
}

export function createReadout(context: PageContext): Readout {
  const element = h("div", { class: "readout" });
  return {
    element,
    read(reading, culprit) {
      fill(element, [reading ?? null, culprit ?? null], () => [
        ...(reading ?? []).map(({ name, value }) =>
          h("span", {}, name !== "" && h("em", {}, name), name !== "" && " ", value),
        ),
        culprit !== undefined &&
          h(
            "button",
            {
              type: "button",
              class: "link",
              title: `Show ${placeWords(culprit.place)} in the code (Enter)`,
              onclick: () => context.send({ type: "reveal", place: culprit.place }),
            },
            culprit.text,
          ),
      ]);
    },
  };
}
