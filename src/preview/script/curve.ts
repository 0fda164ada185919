/** The curves: the loss and its gradient along the axis, for each target and each loss that is compared. */

import type { SampleSet } from "../../samples/sample-set.ts";
import { curveModel, defaultCurveOptions } from "../plot/curve.ts";
import { meanSize } from "../plot/curve-series.ts";
import type { CurveData } from "../plot-data.ts";
import { batchShown } from "./company.ts";
import { limits, pythonArray, pythonLiteral, pythonText } from "./literals.ts";
import { lineOf, placesOf } from "./samples.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, type Shown, titled } from "./subject.ts";

export function curvePart(subject: ScriptSubject): ScriptPart {
  const { losses, question, shown } = subject;
  const { set, domain } = question;
  const batch = batchShown(shown);
  const lines = set.targets.map((target) => ({ target, ...lineOf(set, target, domain) }));
  const body = [
    `x = ${placesOf(set, domain)}`,
    "targets = [",
    "    # A label, its target, the predictions along x, and how they move with x.",
    ...lines.flatMap(({ target, yTrue, yPred, direction }) => [
      "    (",
      ...[pythonText(target.label), yTrue, yPred, direction].map((part) => `        ${part},`),
      "    ),",
    ]),
    "]",
    "losses = [",
    ...[losses.own, ...losses.others].map(
      ({ label, expression, style }) => `    (${pythonText(label)}, ${expression}, ${style}),`,
    ),
    "]",
    ...(shown.reading?.isNormalized === true ? sizesOf(subject) : []),
    "figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))",
    "for color, (label, target, y_pred, direction) in enumerate(targets):",
    "    y_true = np.repeat(target[None], len(x), axis=0)",
    ...(isPlain(shown) ? [] : ["    curves = []"]),
    shown.reading?.isNormalized === true
      ? "    for (name, loss, style), size in zip(losses, sizes[color]):"
      : "    for name, loss, style in losses:",
    `        values, gradients = ${pointsFunction(set, batch)}(loss, y_true, y_pred)`,
    "        slopes = np.where(direction == 0, 0, gradients * direction).reshape(len(x), -1).sum(axis=1)",
    ...(isPlain(shown) ? drawing : readingOf(subject)),
    `above.set_ylabel(${pythonText(readingWords(shown))})`,
    'above.legend(fontsize="x-small")',
    'below.set_ylabel("gradient")',
    `below.set_xlabel(${pythonText(set.axis.label)})`,
    ...rangesOf(shown),
    titled(subject),
  ];
  return drawnBy("draw_curves", body, crowdFunction(set));
}

const drawing: readonly string[] = [
  '        above.plot(x, values, linestyle=style, color=f"C{color}", label=f"{name}, {label}")',
  '        below.plot(x, slopes, linestyle=style, color=f"C{color}")',
];

function isPlain({ reading }: Shown): boolean {
  return reading === undefined || (reading.difference === null && !reading.isNormalized);
}

function readingWords({ reading }: Shown): string {
  if (reading?.difference) return `loss − ${reading.difference}`;
  return reading?.isNormalized ? "loss, each divided by its mean" : "loss";
}

/** Where the mean lies depends on where a curve has its points: it is that of the points that the page draws. */
function sizesOf({ losses, question, shown }: ScriptSubject): string[] {
  const series = curveShown(shown)?.series ?? [];
  const sizes = question.set.targets.map((_, target) =>
    [losses.own, ...losses.others].map(({ label }, index) => {
      const own = series.filter((each) => (index === 0 ? each.role === "loss" : each.label === label));
      // Targets that a loss treats alike are drawn once.
      const found = own.find((each) => each.target === target) ?? own[0];
      return found === undefined ? 1 : meanSize(found);
    }),
  );
  return [
    "# The mean size of each loss, target by target.",
    `sizes = [${sizes.map((row) => `[${row.map(pythonLiteral).join(", ")}]`).join(", ")}]`,
  ];
}

function curveShown({ data }: Shown): CurveData | undefined {
  if (data.view === "curve") return data;
  return "curve" in data ? (data.curve ?? undefined) : undefined;
}

/** What is drawn instead of the losses as they are: their shapes, or how the first differs from another. */
function readingOf({ losses, shown: { reading } }: ScriptSubject): string[] {
  const other = losses.others.findIndex(({ label }) => label === reading?.difference);
  return [
    ...(reading?.isNormalized ? ["        values, slopes = values / size, slopes / size"] : []),
    "        curves.append((name, values, slopes, style))",
    ...(other < 0
      ? []
      : [
          `    (name, values, slopes, style), (_, other_values, other_slopes, _) = curves[0], curves[${other + 1}]`,
          "    curves = [(name, values - other_values, slopes - other_slopes, style)]",
        ]),
    "    for name, values, slopes, style in curves:",
    ...drawing,
  ];
}

/** As far as the page shows the axes: what runs away would flatten all the rest. */
function rangesOf({ data, isLogarithmic, reading }: Shown): string[] {
  const curve = curveShown({ data, isLogarithmic });
  if (curve === undefined) return [];
  const { loss, gradient, domain } = curveModel(curve, { ...defaultCurveOptions, isLogarithmic, ...reading });
  return [
    `above.set_xlim(${domain.map(pythonLiteral).join(", ")})`,
    ...(loss.scale === "log" ? ['above.set_yscale("log")'] : []),
    `above.set_ylim(${limits(loss)})`,
    ...(gradient === null ? [] : [`below.set_ylim(${limits(gradient)})`]),
  ];
}

function pointsFunction({ crowd }: SampleSet, batch: number): string {
  if (crowd !== undefined) return "over_targets";
  return batch > 1 ? "in_company" : "each_alone";
}

function crowdFunction(set: SampleSet): string[] {
  const { crowd, yTrueDType } = set;
  if (crowd === undefined) return [];
  return [
    "def over_targets(loss, _, y_pred):",
    '    """The mean over many targets: what an output learns shows only over them."""',
    `    y_true = ${pythonArray(crowd.flat(), yTrueDType, [crowd.length, crowd[0]?.length ?? 1])}`,
    "    found = [",
    "        value_and_gradient(loss, y_true, np.repeat(each[None], len(y_true), axis=0), tf.reduce_mean)",
    "        for each in y_pred",
    "    ]",
    "    return np.array([value for value, _ in found]), np.array([gradient.sum(axis=0) for _, gradient in found])",
    "",
    "",
  ];
}
