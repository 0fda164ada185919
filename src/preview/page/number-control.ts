/** A slider and a number field that move together. */

import { say } from "../../python/say.ts";
import { formatNumber } from "../plot/numbers.ts";
import { h } from "./dom.ts";

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: "linear" | "log";
}

/** Of the way from one end to the other, what an arrow key in the number field goes; Page Up and Page Down go ten. */
const FIELD_STEP = 0.01;

/** Steps of a slider without a step of its own. */
const POSITIONS = 400;

/** Where on the slider, from 0 to 1, a value stands. */
export function positionOf(value: number, { min, max, scale }: NumberRange): number {
  const share =
    scale === "log" ? Math.log(Math.max(value, min) / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
}

/** The value of a place on the slider, with no more digits than the slider can tell apart. */
export function valueAt(position: number, { min, max, step, scale }: NumberRange): number {
  const raw = scale === "log" ? min * (max / min) ** position : min + position * (max - min);
  if (step > 0) return Math.min(max, Number((min + Math.round((raw - min) / step) * step).toPrecision(12)));
  if (scale === "log") return Number(raw.toPrecision(3));
  const digits = Math.max(0, Math.ceil(-Math.log10((max - min) / POSITIONS)));
  return Number(raw.toFixed(digits));
}

export interface NumberControl {
  readonly element: HTMLElement;
  show(value: number): void;
  /** Takes the focus, as from a button that goes away. */
  focus(): void;
}

let controls = 0;

/** `onChange` is called at most once a frame while the slider moves. */
export function createNumberControl(
  name: string,
  range: NumberRange,
  onChange: (value: number) => void,
  onHold: (isHeld: boolean) => void = () => {},
): NumberControl {
  controls += 1;
  const id = `number-${controls}`;
  let waiting: number | undefined;
  let isDragging = false;
  let shown: number | undefined;
  const later = (value: number): void => {
    const isFirst = waiting === undefined;
    waiting = value;
    if (!isFirst) return;
    requestAnimationFrame(() => {
      const last = waiting;
      waiting = undefined;
      if (last !== undefined) onChange(last);
    });
  };
  const letGo = (): void => {
    if (!isDragging) return;
    isDragging = false;
    onHold(false);
  };
  const count =
    range.step > 0 && range.scale === "linear" ? Math.round((range.max - range.min) / range.step) : POSITIONS;
  const field = h("input", {
    type: "number",
    id,
    step: "any",
    onchange: () => {
      const value = field.valueAsNumber;
      if (Number.isFinite(value)) later(value);
      else if (shown !== undefined) field.value = String(shown);
    },
    onkeydown: (event: KeyboardEvent) => {
      const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      const from = Number.isFinite(field.valueAsNumber) ? field.valueAsNumber : shown;
      if (steps === undefined || from === undefined) return;
      event.preventDefault();
      const way = range.step > 0 && range.scale === "linear" ? range.step / (range.max - range.min) : FIELD_STEP;
      const value = valueAt(Math.min(1, Math.max(0, positionOf(from, range) + steps * way)), range);
      field.value = String(value);
      show(value, false);
      later(value);
    },
  });
  const slider = h("input", {
    type: "range",
    min: 0,
    max: count,
    step: 1,
    "aria-label": say("{0}, slider", name),
    onpointerdown: () => {
      isDragging = true;
      onHold(true);
    },
    onpointerup: () => letGo(),
    onpointercancel: () => letGo(),
    onlostpointercapture: () => letGo(),
    oninput: () => {
      const value = valueAt(slider.valueAsNumber / count, range);
      show(value, true);
      later(value);
    },
  });
  const show = (value: number, isOwn: boolean): void => {
    shown = value;
    const position = positionOf(value, range);
    if (isOwn || !isDragging) {
      if (!isOwn) slider.value = String(Math.round(position * count));
      if (document.activeElement !== field) field.value = String(value);
    }
    slider.style.setProperty("--share", String(position));
    slider.setAttribute("aria-valuetext", formatNumber(value));
  };
  return {
    element: h("div", { class: "number" }, h("label", { for: id, dir: "ltr", title: name }, name), field, slider),
    show: (value) => show(value, false),
    focus: () => slider.focus({ preventScroll: true }),
  };
}
