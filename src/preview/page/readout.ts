/** Under the picture: the figures that the cursor is on, and what is to blame where they are none. */

import { say } from "../../python/say.ts";
import { placeWords } from "../place-words.ts";
import { blameWords } from "../plot/blame-words.ts";
import type { Reading } from "../plot/reading.ts";
import type { PageContext } from "./context.ts";
import { fill, h } from "./dom.ts";
import type { ShownBlame } from "./region-blame.ts";

export interface Readout {
  readonly element: HTMLElement;
  read(reading: Reading | undefined, blame: ShownBlame | undefined): void;
}

export function createReadout(context: PageContext): Readout {
  const element = h("div", { class: "readout" });
  return {
    element,
    read(reading, blame) {
      fill(element, [reading ?? null, blame ?? null], () => [
        ...(reading ?? []).map(({ name, value }) =>
          h("span", {}, name !== "" && h("em", {}, name), name !== "" && " ", value),
        ),
        blame !== undefined &&
          h(
            "button",
            {
              type: "button",
              class: "link",
              title: say("Show {0} in the code (Enter)", placeWords(blame.place)),
              onclick: () => context.send({ type: "reveal", place: blame.place }),
            },
            blameWords(blame),
          ),
      ]);
    },
  };
}
