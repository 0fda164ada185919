/** What the loss is compared with, and how the curves are to be read. */

import { say } from "../../python/say.ts";
import { type ComparisonId, isSameComparison } from "../comparison-id.ts";
import { comparisonLabels } from "../plot/curve-series.ts";
import { comparisonDash } from "../plot/dashes.ts";
import type { CurveData, PlotData } from "../plot-data.ts";
import type { PageContext, Part } from "./context.ts";
import { group } from "./controls.ts";
import { fill, h } from "./dom.ts";
import { svgElement } from "./drawing.ts";

/** The curves within what a view shows, if it shows any. */
export function curvesOf(data: PlotData | null): CurveData | null {
  if (data === null) return null;
  if (data.view === "curve") return data;
  // Three classes are drawn as a triangle.
  if (data.view === "classes" && data.simplex !== null) return null;
  return "curve" in data ? data.curve : null;
}

/** Enough of it to tell it from the others. */
const sampleLength = 30;

function dashSample(index: number): SVGElement {
  const sample = svgElement("svg", { width: sampleLength, height: 2, "aria-hidden": "true", class: "dash" });
  sample.append(
    svgElement("line", {
      x1: 0,
      x2: sampleLength,
      y1: 1,
      y2: 1,
      "stroke-width": 2,
      "stroke-dasharray": comparisonDash(index),
    }),
  );
  return sample;
}

function check(label: string, onchange: (isOn: boolean) => void): { element: HTMLElement; box: HTMLInputElement } {
  const box = h("input", { type: "checkbox", onchange: () => onchange(box.checked) });
  return { element: h("label", { class: "check" }, box, h("span", {}, label)), box };
}

export function createCompare(context: PageContext): Part {
  const chips = h("div", { class: "chips" });
  /** What the list offers, in its order. */
  let offered: readonly ComparisonId[] = [];
  const add = h("select", {
    class: "add",
    "aria-label": say("Compare with another loss"),
    onchange: () => {
      const id = add.value === "" ? undefined : offered[Number(add.value)];
      if (id !== undefined) context.send({ type: "addComparison", id });
      add.value = "";
    },
  });
  const drawn = h("select", {
    "aria-label": say("What is drawn of the losses that are compared"),
    onchange: () => context.look({ difference: drawn.value === "" ? null : drawn.value }),
  });
  const normalized = check(say("Each divided by its mean"), (isNormalized) => context.look({ isNormalized }));
  const reading = h("div", { class: "comparing" }, drawn, normalized.element);
  const element = group(say("Compare with"), chips, add, reading);
  return {
    element,
    update({ comparisons, comparable, data }) {
      const curves = curvesOf(data);
      const order = curves === null ? [] : comparisonLabels(curves);
      const isAlone = comparisons.length === 0 && order.length === 0;
      // Maps and paths are of one loss: there is nothing to lay another over.
      element.hidden =
        (curves === null && data !== null) || (isAlone && comparable.every(({ entries }) => entries.length === 0));
      reading.hidden = order.length === 0;
      const { difference, isNormalized } = context.looking();
      normalized.box.checked = isNormalized;
      fill(drawn, order, () => [
        h("option", { value: "" }, say("Draw all losses")),
        ...order.map((label) => h("option", { value: label }, say("Draw loss − {0}", label))),
      ]);
      drawn.value = difference !== null && order.includes(difference) ? difference : "";
      drawn.title = drawn.selectedOptions[0]?.textContent ?? "";
      fill(chips, { comparisons, order }, () =>
        comparisons.map(({ id, label }) =>
          h(
            "span",
            { class: "chip" },
            order.includes(label) && dashSample(order.indexOf(label)),
            h("span", { class: "chip-name", dir: "ltr", title: label }, label),
            h(
              "button",
              {
                type: "button",
                "aria-label": say("Do not compare with {0}", label),
                onclick: () => {
                  // The last one leaves no other to go on with.
                  if (chips.childElementCount === 1) add.focus({ preventScroll: true });
                  context.send({ type: "removeComparison", id });
                },
              },
              "×",
            ),
          ),
        ),
      );
      const groups = comparable.map(({ group: name, entries }) => ({
        name,
        entries: entries.filter(({ id }) => !comparisons.some((chosen) => isSameComparison(chosen.id, id))),
      }));
      offered = groups.flatMap(({ entries }) => entries.map(({ id }) => id));
      fill(add, groups, () => [
        h("option", { value: "" }, say("+ Add a loss")),
        ...groups.map(({ name, entries }) =>
          h(
            "optgroup",
            { label: name },
            ...entries.map(({ id, label }) => h("option", { value: String(offered.indexOf(id)) }, label)),
          ),
        ),
      ]);
      add.value = "";
    },
  };
}

export function createShow(context: PageContext): Part {
  const gradient = check(say("Gradient"), (showsGradient) => context.look({ showsGradient }));
  const logarithmic = check(say("Logarithmic loss"), (isLogarithmic) => context.look({ isLogarithmic }));
  const saved = check(say("As last saved"), (showsSaved) => {
    context.look({ showsSaved });
    context.send({ type: "showSaved", isShown: showsSaved });
  });
  const element = group(say("Show"), gradient.element, logarithmic.element, saved.element);
  return {
    element,
    update({ data, hasSaved }) {
      const hasCurves = curvesOf(data) !== null;
      element.hidden = !hasCurves && data?.view !== "descent";
      const looking = context.looking();
      gradient.element.hidden = !hasCurves;
      gradient.box.checked = looking.showsGradient;
      logarithmic.box.checked = looking.isLogarithmic;
      saved.box.checked = looking.showsSaved;
      saved.element.hidden = !hasSaved || !hasCurves;
    },
  };
}
