/** Keras's own answer in the place of a picture that is refused, as long as it is of the same loss on the same data. */

import { say } from "../../python/say.ts";
import type { KerasAnswerForPage } from "./ask-keras.ts";
import type { PanelContent } from "./panel-content.ts";
import type { PanelState } from "./state.ts";

export interface KeptAnswer extends KerasAnswerForPage {
  /** The state of the page for which it was asked. */
  readonly askedFor: PanelState;
}

/** The content with it, marked as such; as it was where the answer is of something else. */
export function withKerasAnswer(content: PanelContent, state: PanelState, kept: KeptAnswer | undefined): PanelContent {
  const { snapshot, restsOn } = content;
  const { problem } = snapshot;
  if (kept === undefined || problem?.kind !== "unsupported" || restsOn !== kept.restsOn) return content;
  const { askedFor, data, set, versions } = kept;
  const isSame =
    snapshot.view === "curve" && snapshot.samples.chosen === set.id && state.parameters === askedFor.parameters;
  if (!isSame) return content;
  return {
    ...content,
    snapshot: {
      ...snapshot,
      data,
      // In the room of what is known, with which it comes and goes.
      facts: [
        {
          state: "info",
          text: say("Drawn with your Keras: {0}", problem.message),
          message: null,
          place: problem.place,
        },
      ],
      notes: [],
      log: [],
      problem: null,
      about: [say("Keras's own answer"), versions, ...snapshot.about.slice(0, 1)],
    },
  };
}
