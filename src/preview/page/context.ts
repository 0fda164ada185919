/** What every part of the page may use: how it is looked at, how to change that, how to reach the host. */

import type { Snapshot, ToHost } from "../messages.ts";
import type { Looking } from "./state.ts";

export interface PageContext {
  readonly looking: () => Looking;
  /** Changes how the page is looked at, and redraws. */
  readonly look: (change: Partial<Looking>) => void;
  /** Something is being dragged: until it is let go, axes stay as they are. */
  readonly hold: (isHeld: boolean) => void;
  readonly isHeld: () => boolean;
  readonly send: (message: ToHost) => void;
  /** Says something to those who listen to the page. */
  readonly say: (text: string) => void;
}

/** A part of the page: an element, kept up to date. */
export interface Part {
  readonly element: HTMLElement;
  update(snapshot: Snapshot): void;
}
