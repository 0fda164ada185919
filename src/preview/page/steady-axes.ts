/** Axes that stand still while something is dragged, and move over gently to what they would show once it is let go. */

import { type Frame, type Settle, ticksOf } from "../plot/frame.ts";

const DURATION_MS = 220;

interface Shown {
  readonly from: Frame;
  readonly to: Frame;
  readonly since: number;
}

export interface SteadyAxes {
  readonly settle: Settle;
  /** Another subject, such as another loss or scale, has axes of its own from the start. */
  begin(subject: string): void;
}

/** `redraw` is called for each step of a movement. */
export function createSteadyAxes(isHeld: () => boolean, redraw: () => void): SteadyAxes {
  const axes = new Map<string, Shown>();
  let subject: string | undefined;
  let isWaiting = false;

  const later = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      redraw();
    });
  };

  return {
    begin(next) {
      if (next !== subject) axes.clear();
      subject = next;
    },
    settle(name, chosen) {
      const shown = axes.get(name);
      const duration = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : DURATION_MS;
      if (shown === undefined || shown.to.scale !== chosen.scale) {
        axes.set(name, { from: chosen, to: chosen, since: Number.NEGATIVE_INFINITY });
        return chosen;
      }
      const now = performance.now();
      const current = between(shown, (now - shown.since) / Math.max(1, duration));
      if (isHeld()) {
        axes.set(name, { from: current, to: current, since: Number.NEGATIVE_INFINITY });
        return placed(current, chosen);
      }
      const isNew = shown.to.low !== chosen.low || shown.to.high !== chosen.high;
      const moving = isNew ? { from: current, to: chosen, since: now } : shown;
      axes.set(name, moving);
      const share = duration === 0 ? 1 : (now - moving.since) / duration;
      if (share >= 1) return chosen;
      later();
      return placed(between(moving, share), chosen);
    },
  };
}

function between({ from, to }: Shown, share: number): Frame {
  if (share >= 1) return to;
  const eased = 1 - (1 - Math.max(0, share)) ** 3;
  const mix = (a: number, b: number): number =>
    to.scale === "log" && a > 0 && b > 0 ? a * (b / a) ** eased : a + (b - a) * eased;
  return { ...to, low: mix(from.low, to.low), high: mix(from.high, to.high) };
}

/** One frame's values where another stands. */
function placed(frame: Frame, { top, bottom, low, high, ticks, scale }: Frame): Frame {
  if (frame.low === low && frame.high === high) return { ...frame, top, bottom, ticks };
  const shown = scale === "log" ? ticks : ticksOf(frame.low, frame.high, top, bottom);
  const inside = shown.filter(({ value }) => value >= frame.low && value <= frame.high);
  return { ...frame, top, bottom, ticks: inside };
}
