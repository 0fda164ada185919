/** Says to those who listen to the page what those who look at it see change. */

import { listed, say, sentenceOf, together } from "../../python/say.ts";
import type { Snapshot } from "../messages.ts";
import { placeWords } from "../place-words.ts";
import { formatCount, formatNumber } from "../plot/numbers.ts";
import type { PlotData } from "../plot-data.ts";

/** A slider on its way changes the page many times; what is said is how it ends. */
const QUIET_MS = 400;

/** What a view comes to, where that is a sentence or a figure. */
function outcome(data: PlotData | null): string | undefined {
  switch (data?.view) {
    case "descent":
      return data.verdict.text;
    case "data":
      if (data.name === null || (data.rows === 0 && data.problem === null)) return undefined;
      return (
        data.problem ?? say("{0}: {1} rows, mean loss {2}.", data.name, formatCount(data.rows), formatNumber(data.mean))
      );
    case "masks":
    case "boxes":
    case "embedding":
      return say("Loss {0}.", formatNumber(data.value));
    default:
      return undefined;
  }
}

function warnings({ facts }: Snapshot): string {
  return together(facts.filter(({ state }) => state === "warn").map(({ text }) => say("Warning: {0}.", text)));
}

function trouble({ problem }: Snapshot): string | undefined {
  if (problem === null) return undefined;
  return problem.place === null ? problem.message : together([problem.message, sentenceOf(placeWords(problem.place))]);
}

/** The sentences that tell a listener how one snapshot differs from the one before. */
export function whatChanged(before: Snapshot | undefined, now: Snapshot): string[] {
  const said: (string | undefined)[] = [];
  const isOther = before?.loss.name !== now.loss.name || before.loss.file !== now.loss.file;
  if (before !== undefined && isOther) said.push(say("{0}.", listed([now.loss.name, now.loss.file])));
  const problem = trouble(now);
  if (problem !== undefined && problem !== (before && trouble(before))) said.push(problem);
  if (problem === undefined && before !== undefined && before.problem !== null)
    said.push(say("The picture is of the code again."));
  if (now.busy !== null && now.busy.text !== before?.busy?.text) said.push(now.busy.text);
  if (now.busy === null && before?.busy && problem === undefined) said.push(say("Done."));
  const result = outcome(now.data);
  if (result !== undefined && problem === undefined && result !== outcome(before?.data ?? null)) said.push(result);
  const warned = warnings(now);
  if (warned !== "" && (isOther || warned !== warnings(before))) said.push(warned);
  return said.filter((sentence) => sentence !== undefined);
}

export interface Announcer {
  update(snapshot: Snapshot): void;
}

export function createAnnouncer(tell: (text: string) => void): Announcer {
  let shown: Snapshot | undefined;
  let heard: Snapshot | undefined;
  let timer: number | undefined;
  return {
    update(snapshot) {
      shown = snapshot;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (shown === undefined) return;
        const sentences = whatChanged(heard, shown);
        heard = shown;
        if (sentences.length > 0) tell(together(sentences));
      }, QUIET_MS);
    },
  };
}
