/** A mask and its prediction, what each pixel costs and how it is pulled. */

import { defaultBlur, defaultOverlap } from "../ask/masks.ts";
import { numberOption } from "../ask/question.ts";
import { oneSample } from "./company.ts";
import { pythonArray, pythonLiteral } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

export function masksPart(subject: ScriptSubject): ScriptPart {
  const { losses, question } = subject;
  const { set } = question;
  const [overlap, blur] = [
    numberOption(subject, "overlap", defaultOverlap),
    numberOption(subject, "blur", defaultBlur),
  ].map(pythonLiteral);
  const body = [
    `y_true = ${pythonArray(set.targets[0]!.yTrue, set.yTrueDType, [1, ...set.yTrueShape])}`,
    `y_pred = soft_disc(np.array([${overlap}]), ${blur})`,
    `value, gradient = ${oneSample(subject.shown, losses.own.expression)}`,
    "side = y_true.shape[1]",
    'maps = [("target", y_true, "cividis"), ("prediction", y_pred, "cividis")]',
    "if value.size == side * side:",
    '    maps.append(("loss of each pixel", value, "cividis"))',
    'maps.append(("gradient", gradient, "PuOr_r"))',
    'figure, axes = plt.subplots(1, len(maps), figsize=(3.2 * len(maps), 3), layout="constrained")',
    "for axis, (title, numbers, colors) in zip(axes, maps):",
    "    pixels = np.reshape(numbers, (side, side))",
    "    reach = np.nanmax(np.abs(pixels)) if np.isfinite(pixels).any() else 1",
    "    low = min(0, np.nanmin(pixels)) if np.isfinite(pixels).any() else 0",
    '    low, high = (-reach, reach) if colors == "PuOr_r" else (low, np.nanmax(pixels))',
    '    low, high = (0, 1) if title in ("target", "prediction") else (low, high)',
    "    picture = axis.imshow(pixels, cmap=colors, vmin=low, vmax=high)",
    "    figure.colorbar(picture, ax=axis, shrink=0.8)",
    "    axis.set_title(title)",
    '    axis.axis("off")',
    titled(subject, true),
  ];
  return drawnBy("draw_masks", body);
}
