/** What a letter costs the thread of the extension host, in the real VS Code with everything on: its own work with it. */
import { writeFileSync } from "node:fs";
import { suite, test } from "mocha";
import { commands, languages, Selection } from "vscode";
import { closeEditors, openPython } from "../../editor/editing.ts";
import { dense, mixed } from "../generated-file.ts";

export interface TypingCost {
  /** The same text is `plain` or `mixed`. */
  readonly kind: "plain" | "mixed" | "dense";
  /** Between letters, in milliseconds. */
  readonly pause: number;
  /** Of the host's thread for each letter, in milliseconds. */
  readonly times: readonly number[];
}

/** How somebody types: quickly, and so slowly that much of what waits for a pause could run after each letter. */
const pauses = [100, 250];
const letters = "some_longer_name_that_is_typed_here_";

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

suite("typing", () => {
  const costs: TypingCost[] = [];
  const texts = [
    ["plain", mixed],
    ["mixed", mixed],
    ["dense", dense],
  ] as const;
  for (const [kind, text] of texts)
    test(kind, async function () {
      this.timeout(240_000);
      const editor = await openPython(text);
      if (kind === "plain") await languages.setTextDocumentLanguage(editor.document, "plaintext");
      const at = editor.document.positionAt(text.indexOf("cross_entropy = ", text.length >> 1));
      editor.selection = new Selection(at, at);
      editor.revealRange(editor.selection);
      // What an opened file has run in the background is over.
      await rest(30_000);
      for (const pause of pauses) {
        const times: number[] = [];
        for (let stroke = 0; stroke < 160; stroke++) {
          const before = process.threadCpuUsage();
          await commands.executeCommand("type", { text: letters[stroke % letters.length] });
          await rest(pause);
          const { user, system } = process.threadCpuUsage(before);
          // Nobody's first keystrokes are fast: the code is compiled as it runs.
          if (stroke >= 40) times.push((user + system) / 1000);
        }
        costs.push({ kind, pause, times });
      }
      await closeEditors();
      writeFileSync(process.env.LOSS_LENS_BENCH_RESULT!, JSON.stringify(costs));
    });
});
