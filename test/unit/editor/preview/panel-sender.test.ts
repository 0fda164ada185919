import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PanelContent } from "../../../../src/editor/preview/panel-content.ts";
import { createPanelSender } from "../../../../src/editor/preview/panel-sender.ts";
import type { Snapshot, ToPage } from "../../../../src/preview/messages.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const problem: Snapshot["problem"] = { kind: "python", message: "NameError", place: null };

/** Only what a sender looks at. */
function content(parts: { problem?: Snapshot["problem"]; data?: unknown } = {}): PanelContent {
  const snapshot = { data: null, problem: null, ...parts };
  return { kind: "content", question: undefined, restsOn: "", snapshot } as unknown as PanelContent;
}

function sending() {
  const sent: ToPage[] = [];
  const sender = createPanelSender(
    (message) => sent.push(message),
    () => ({}) as Snapshot["kept"],
  );
  return { sender, sent, said: () => sent.map((each) => ("problem" in each ? each.problem : each.type)) };
}

test("each snapshot has the next number, and what is sent again too", () => {
  const { sender, sent } = sending();
  sender.send(content());
  sender.resend({ text: "Computing …", isCancellable: true });
  sender.sendEmpty("Nothing here.");
  // Nothing was sent that could be sent again.
  sender.resend(null);
  expect(sent.map((each) => ("serial" in each ? each.serial : undefined))).toEqual([1, 2, 3]);
});

test("an error waits until typing rests, and a picture does not", () => {
  const { sender, said } = sending();
  sender.send(content({ data: {} }));
  sender.noteTyping();
  sender.noteReading();
  sender.sendOnceTypingRests(content({ data: {}, problem }));
  expect(said()).toEqual([null]);
  vi.advanceTimersByTime(5_000);
  expect(said()).toEqual([null, problem]);
  sender.noteTyping();
  sender.noteReading();
  sender.sendOnceTypingRests(content({ data: {} }));
  expect(said()).toEqual([null, problem, null]);
});

test.each([
  ["typed on", (sender: ReturnType<typeof sending>["sender"]) => sender.noteTyping()],
  ["what is sent meanwhile is newer", (sender: ReturnType<typeof sending>["sender"]) => sender.send(content())],
  ["the panel is closed", (sender: ReturnType<typeof sending>["sender"]) => sender.dispose()],
])("an error that waits is dropped: %s", (_, meanwhile) => {
  const { sender, said } = sending();
  sender.send(content({ data: {} }));
  sender.noteTyping();
  sender.noteReading();
  sender.sendOnceTypingRests(content({ data: {}, problem }));
  meanwhile(sender);
  vi.advanceTimersByTime(60_000);
  expect(said()).not.toContain(problem);
});

test("what somebody has asked for in the page is answered at once, an error too", () => {
  const { sender, said } = sending();
  sender.send(content({ data: {} }));
  sender.noteTyping();
  sender.noteWish();
  sender.sendOnceTypingRests(content({ data: {}, problem }));
  expect(said()).toEqual([null, problem]);
});

test("a drawing that was given up: only facts are missing, or the picture, or everything", () => {
  const { sender, sent, said } = sending();
  sender.sendCancelled(false);
  expect(said()).toEqual(["empty"]);
  sender.send(content({ data: {} }), { text: "Computing …", isCancellable: true });
  sender.sendCancelled(true);
  sender.sendCancelled(false);
  expect(sent.slice(-2)).toEqual([
    expect.objectContaining({ problem: null, busy: null }),
    expect.objectContaining({ problem: expect.objectContaining({ kind: "limit" }), busy: null }),
  ]);
});
