/** The curves: the loss and its gradient along the axis, for each target and each loss that is compared. */

import type { SampleSet } from "../../samples/sample-set.ts";
import { curveModel, defaultCurveOptions } from "../plot/curve.ts";
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
    "figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))",
    "for color, (label, target, y_pred, direction) in enumerate(targets):",
    "    y_true = np.repeat(target[None], len(x), axis=0)",
    "    for name, loss, style in losses:",
    `        values, gradients = ${pointsFunction(set, batch)}(loss, y_true, y_pred)`,
    "        slopes = np.where(direction == 0, 0, gradients * direction).reshape(len(x), -1).sum(axis=1)",
    '        above.plot(x, values, linestyle=style, color=f"C{color}", label=f"{name}, {label}")',
    '        below.plot(x, slopes, linestyle=style, color=f"C{color}")',
    'above.set_ylabel("loss")',
    'above.legend(fontsize="x-small")',
    'below.set_ylabel("gradient")',
    `below.set_xlabel(${pythonText(set.axis.label)})`,
    ...rangesOf(shown),
    titled(subject),
  ];
  return drawnBy("draw_curves", body, crowdFunction(set));
}

/** As far as the page shows the axes: what runs away would flatten all the rest. */
function rangesOf({ data, isLogarithmic }: Shown): string[] {
  const curve = data.view === "curve" ? data : "curve" in data ? data.curve : undefined;
  if (curve === undefined) return [];
  const { loss, gradient, domain } = curveModel(curve, { ...defaultCurveOptions, isLogarithmic });
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
