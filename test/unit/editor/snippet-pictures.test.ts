import { expect, test } from "vitest";
import { drawSnippets } from "../../../src/editor/snippet-pictures.ts";
import { lossSnippets } from "../../../src/losses/complete/loss-snippets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

/** VS Code's side panel of a list of completions, less what it leaves around its text. */
const room = 316;

const pictures = drawSnippets(evaluateInProcess(() => performance.now()));
const isFor = (title: string) => lossSnippets.find((each) => each.title === title && each.dialect === "ops")!;

test.each(["Loss function", "Mean squared error", "Binary cross-entropy"])(
  "the picture of a snippet is whole beside the list, and so are its words: %s",
  async (title) => {
    const scene = await pictures.of(isFor(title));
    expect(scene!.width).toBeLessThanOrEqual(room);
    const words = scene!.items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
    expect(words.some((each) => each.startsWith("Gradient"))).toBe(true);
    expect(words.filter((each) => each.includes("…"))).toEqual([]);
  },
);
