/** The heat maps: the loss over two directions, and its gradient along them. */

import { numberOption } from "../ask/question.ts";
import { defaultResolution } from "../ask/surface.ts";
import { colourDomain } from "../plot/colour-domain.ts";
import { batchShown } from "./company.ts";
import { limits, pythonArray, pythonLiteral, pythonText } from "./literals.ts";
import { planeOf } from "./samples.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

/** Undefined where the set has no surface, or one that bends. */
export function surfacePart(subject: ScriptSubject): ScriptPart | undefined {
  const { losses, question } = subject;
  const { set } = question;
  const { surface } = set;
  const plane = surface === null ? undefined : planeOf(set, surface);
  if (surface === null || plane === undefined) return undefined;
  const { data } = subject.shown;
  const map = data.view === "surface" ? data : data.view === "boxes" ? data.surface : undefined;
  const domain = map && colourDomain(map.loss, 0, 400);
  const range = domain && limits(domain.frame);
  const count = Math.round(numberOption(subject, "resolution", defaultResolution));
  const { x, y, alongY } = surface;
  const axis = ({ domain: [low, high] }: typeof x): string =>
    `np.linspace(${pythonLiteral(low)}, ${pythonLiteral(high)}, ${count}, dtype="float32")`;
  const slope = (direction: readonly number[]): string =>
    direction.length === 1 && direction[0] === 1
      ? "gradients[:, 0]"
      : `np.sum(gradients * ${pythonArray(direction, "float32")}, axis=1)`;
  const body = [
    `x = ${axis(x)}`,
    `y = ${axis(y)}`,
    "columns, rows = (each.reshape(-1, 1) for each in np.meshgrid(x, y))",
    `y_true = ${plane.yTrue}`,
    `y_pred = ${plane.yPred}`,
    `values, gradients = ${batchShown(subject.shown) > 1 ? "in_company" : "each_alone"}(${losses.own.expression}, y_true, y_pred)`,
    "maps = [",
    '    ("loss", values, "cividis"),',
    `    (${pythonText(`gradient along ${x.label}`)}, ${slope(surface.alongX(0, 0))}, "PuOr_r"),`,
    ...(alongY === null ? [] : [`    (${pythonText(`gradient along ${y.label}`)}, ${slope(alongY(0, 0))}, "PuOr_r"),`]),
    "]",
    'figure, axes = plt.subplots(1, len(maps), figsize=(5 * len(maps), 4), layout="constrained")',
    "for axis, (title, numbers, colors) in zip(axes, maps):",
    "    heights = np.where(np.isfinite(numbers), numbers, np.nan).reshape(len(y), len(x))",
    "    # A pole would leave one colour for all the rest.",
    ...(range === undefined
      ? ["    low, high = np.nanpercentile(heights, [1, 95])"]
      : [`    low, high = (${range}) if title == "loss" else np.nanpercentile(heights, [1, 95])`]),
    '    if colors == "PuOr_r":',
    "        low, high = -max(abs(low), abs(high)), max(abs(low), abs(high))",
    '    picture = axis.pcolormesh(x, y, heights, cmap=colors, vmin=low, vmax=high, shading="nearest")',
    '    figure.colorbar(picture, ax=axis, extend="both")',
    "    if high > low:",
    '        axis.contour(x, y, heights, levels=np.linspace(low, high, 9), colors="black", linewidths=0.4)',
    ...(surface.agreement.length === 0
      ? []
      : [
          `    axis.plot(*zip(*${pythonLiteral(surface.agreement.map((place) => ({ tuple: place })))}), "w--o", markersize=3)`,
        ]),
    "    axis.set_title(title)",
    `    axis.set_xlabel(${pythonText(x.label)})`,
    `    axis.set_ylabel(${pythonText(y.label)})`,
    titled(subject),
  ];
  return drawnBy("draw_surface", body);
}
