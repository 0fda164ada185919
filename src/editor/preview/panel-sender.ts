/** What a panel tells its page: whole snapshots, each with a number, and of an error only once typing rests. */

import type { Snapshot, ToPage } from "../../preview/messages.ts";
import { say } from "../../python/say.ts";
import type { PanelContent } from "./panel-content.ts";
import { waitBeforeShowing } from "./when-to-show.ts";

export interface PanelSender {
  /** What was sent last; undefined before the first, and once there is nothing to show. */
  readonly last: Snapshot | undefined;
  /** The fix that the page offers. */
  readonly offeredFix: PanelContent["fix"];
  send(content: PanelContent, busy?: Snapshot["busy"]): void;
  /** The same, an error only where the page says so already or nobody has typed for a while. */
  sendOnceTypingRests(content: PanelContent): void;
  sendEmpty(text: string): void;
  /** The person gave up the drawing; `hasData` where the picture is there already, and only facts are missing. */
  sendCancelled(hasData: boolean): void;
  /** What was sent last once more: only whether there is work under way has changed. */
  resend(busy: Snapshot["busy"]): void;
  /** A sentence that goes by. */
  tell(text: string): void;
  /** Another loss is shown: what was sent is of the one before. */
  forget(): void;
  /** The code has changed and was not read since: an error of what it was is nobody's any more. */
  noteTyping(): void;
  /** The code has been read as it is now. */
  noteReading(): void;
  /** The person has asked for something else than the code says. */
  noteWish(): void;
  dispose(): void;
}

/** `kept` is what the page keeps of the panel's state, for a window that is loaded again. */
export function createPanelSender(post: (message: ToPage) => void, kept: () => Snapshot["kept"]): PanelSender {
  let serial = 0;
  let last: Snapshot | undefined;
  let offeredFix: PanelContent["fix"];
  /** When the code changed last; 0 once the person has asked for something else. */
  let editedAt = 0;
  let isBehind = false;
  /** A picture that tells of an error, until typing rests. */
  let held: ReturnType<typeof setTimeout> | undefined;

  function dropHeld(): void {
    clearTimeout(held);
    held = undefined;
  }

  function send(content: PanelContent, busy: Snapshot["busy"] = null): void {
    dropHeld();
    offeredFix = content.fix;
    last = { type: "snapshot", serial: ++serial, ...content.snapshot, busy, kept: kept() };
    post(last);
  }

  function sendEmpty(text: string): void {
    last = undefined;
    post({ type: "empty", serial: ++serial, text });
  }

  function resend(busy: Snapshot["busy"]): void {
    if (last === undefined) return;
    last = { ...last, serial: ++serial, busy };
    post(last);
  }

  return {
    get last() {
      return last;
    },
    get offeredFix() {
      return offeredFix;
    },
    send,
    sendOnceTypingRests(content) {
      dropHeld();
      const wait = waitBeforeShowing({
        hasProblem: content.snapshot.problem !== null,
        isDrawn: last?.data != null,
        isBehind,
        sinceEdit: Date.now() - editedAt,
      });
      if (wait === 0) send(content);
      else if (wait !== undefined) held = setTimeout(() => send(content), wait);
    },
    sendEmpty,
    sendCancelled(hasData) {
      const text = say("You cancelled the computation. The next change draws it again.");
      if (last === undefined) {
        sendEmpty(text);
        return;
      }
      // Else what is shown is not of the code as it stands.
      if (!hasData) last = { ...last, problem: { kind: "limit", message: text, place: null } };
      resend(null);
    },
    resend,
    tell: (text) => post({ type: "said", text }),
    forget() {
      last = undefined;
    },
    noteTyping() {
      editedAt = Date.now();
      isBehind = true;
      dropHeld();
    },
    noteReading() {
      editedAt = Date.now();
      isBehind = false;
      dropHeld();
    },
    noteWish() {
      editedAt = 0;
      isBehind = false;
    },
    dispose: dropHeld,
  };
}
