/** What the loss is compared with, and how the curves are to be read. */

import { comparisonDash } from "../plot/curve.ts";
import { comparisonLabels } from "../plot/curve-series.ts";
import type { CurveData, PlotData } from "../plot-data.ts";
import type { PageContext, Part } from "./context.ts";
import { group } from "./controls.ts";
import { fill, h } from "./dom.ts";
import { svgElement } from "./drawing.ts";

/** The curves within what a view shows, if it shows any. */
export function curvesOf(data: PlotData | null): CurveData | null {
  if (data === null) return null;
  if (data.view === "curve") return data;
  return "curve" in data ? data.curve : null;
}

function dashSample(index: number): SVGElement {
  const sample = svgElement("svg", { width: 16, height: 2, "aria-hidden": "true", class: "dash" });
  sample.append(
    svgElement("line", { x1: 0, x2: 16, y1: 1, y2: 1, "stroke-width": 2, "stroke-dasharray": comparisonDash(index) }),
  );
  return sample;
}

export function createCompare(context: PageContext): Part {
  const chips = h("div", { class: "chips" });
  const add = h("select", {
    class: "add",
    "aria-label": "Compare with another loss",
    onchange: () => {
      if (add.value !== "") context.send({ type: "addComparison", id: add.value });
      add.value = "";
    },
  });
  const element = group("Compare with", chips, add);
  return {
    element,
    update({ comparisons, comparable, data }) {
      element.hidden = comparisons.length === 0 && comparable.every(({ entries }) => entries.length === 0);
      const order = curvesOf(data) === null ? [] : comparisonLabels(curvesOf(data) as CurveData);
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
                "aria-label": `Do not compare with ${label}`,
                onclick: () => context.send({ type: "removeComparison", id }),
              },
              "×",
            ),
          ),
        ),
      );
      fill(add, { comparable, comparisons }, () => [
        h("option", { value: "" }, "+ Add a loss"),
        ...comparable.map(({ group: name, entries }) =>
          h(
            "optgroup",
            { label: name },
            ...entries
              .filter(({ id }) => !comparisons.some((chosen) => chosen.id === id))
              .map(({ id, label }) => h("option", { value: id }, label)),
          ),
        ),
      ]);
      add.value = "";
    },
  };
}

export function createShow(context: PageContext): Part {
  const check = (label: string, onchange: (isOn: boolean) => void): { element: HTMLElement; box: HTMLInputElement } => {
    const box = h("input", { type: "checkbox", onchange: () => onchange(box.checked) });
    return { element: h("label", { class: "check" }, box, h("span", {}, label)), box };
  };
  const gradient = check("gradient", (showsGradient) => context.look({ showsGradient }));
  const logarithmic = check("logarithmic loss", (isLogarithmic) => context.look({ isLogarithmic }));
  const saved = check("as last saved", (showsSaved) => {
    context.look({ showsSaved });
    context.send({ type: "showSaved", isShown: showsSaved });
  });
  const normalized = check("each divided by its mean", (isNormalized) => context.look({ isNormalized }));
  const difference = h("select", {
    "aria-label": "Show the difference",
    onchange: () => context.look({ difference: difference.value === "" ? null : difference.value }),
  });
  const element = group("Show", gradient.element, logarithmic.element, saved.element, normalized.element, difference);
  return {
    element,
    update({ data, hasSaved }) {
      const curves = curvesOf(data);
      element.hidden = curves === null;
      if (curves === null) return;
      const looking = context.looking();
      const labels = comparisonLabels(curves);
      gradient.box.checked = looking.showsGradient;
      logarithmic.box.checked = looking.isLogarithmic;
      saved.box.checked = looking.showsSaved;
      saved.element.hidden = !hasSaved;
      normalized.box.checked = looking.isNormalized;
      normalized.element.hidden = labels.length === 0;
      difference.hidden = labels.length === 0;
      fill(difference, labels, () => [
        h("option", { value: "" }, "loss values"),
        ...labels.map((label) => h("option", { value: label }, `difference from ${label}`)),
      ]);
      difference.value = looking.difference !== null && labels.includes(looking.difference) ? looking.difference : "";
    },
  };
}
