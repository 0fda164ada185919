/** When squiggles are shown anew: what the person set, and what has happened. */

export type RunMode = "onType" | "onSave" | "manual";

/** Why a file is looked at: it was opened, a key was pressed, it was saved, somebody asked. */
export type Occasion = "opened" | "typed" | "saved" | "asked";

/** Losses are followed as one types; squiggles wait for what the person set. */
export function isDue(run: RunMode, occasion: Occasion): boolean {
  switch (run) {
    case "onType":
      return true;
    case "onSave":
      return occasion !== "typed";
    case "manual":
      return occasion === "asked";
  }
}
