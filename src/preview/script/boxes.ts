/** Two boxes, and the pull on the predicted one. */

import { boxAs, boxFormatOf, trueBox } from "../../samples/box-sets.ts";
import { placedBox } from "../ask/boxes.ts";
import { boxesView } from "../plot/boxes.ts";
import { oneSample } from "./company.ts";
import { limits, pythonArray } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

/** How the corners move when the numbers that the loss takes do. */
const cornersOf = {
  corners: "left, top, right, bottom = numbers",
  xywh: "left, top, right, bottom = numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]",
  center:
    "left, top, right, bottom = numbers[0] - numbers[2] / 2, numbers[1] - numbers[3] / 2, numbers[0] + numbers[2] / 2, numbers[1] + numbers[3] / 2",
} as const;

export function boxesPart(subject: ScriptSubject): ScriptPart {
  const { losses, question } = subject;
  const format = boxFormatOf(question.set.id) ?? "corners";
  const box = (corners: Parameters<typeof boxAs>[1]): string =>
    pythonArray([...boxAs(format, corners)], "float32", [1, 4]);
  const { low, span } = boxesView(placedBox(subject));
  const body = [
    `y_true = ${box(trueBox)}`,
    `y_pred = ${box(placedBox(subject))}`,
    `value, gradient = ${oneSample(subject.shown, losses.own.expression)}`,
    "figure, axis = plt.subplots(figsize=(6, 6))",
    'for numbers, color, label, style in ((y_true[0], "C1", "target", "-"), (y_pred[0], "C0", "prediction", "--")):',
    "    left, top, right, bottom = corners(numbers)",
    "    axis.add_patch(",
    "        plt.Rectangle((left, top), right - left, bottom - top, fill=False, color=color, label=label, linestyle=style)",
    "    )",
    "left, top, right, bottom = corners(y_pred[0])",
    "pull = -np.array(corners(gradient[0]))",
    "if np.isfinite(pull).all() and np.abs(pull).max() > 0:",
    "    # Each arrow moves an edge; the longest is a quarter of the picture.",
    "    dx0, dy0, dx1, dy1 = 0.25 * pull / np.abs(pull).max()",
    "    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2",
    "    for x, y, dx, dy in ((left, middle_y, dx0, 0), (middle_x, top, 0, dy0), (right, middle_y, dx1, 0), (middle_x, bottom, 0, dy1)):",
    '        axis.annotate("", (x + dx, y + dy), (x, y), arrowprops={"arrowstyle": "->"})',
    `axis.set_xlim(${limits({ low: low[0], high: low[0] + span })})`,
    `axis.set_ylim(${limits({ low: low[1] + span, high: low[1] })})`,
    'axis.set_aspect("equal")',
    "axis.legend()",
    titled(subject, true),
  ];
  return drawnBy("draw_boxes", body, [
    "def corners(numbers):",
    '    """The box as left, top, right, bottom: from the numbers that the loss takes, or from how they move."""',
    `    ${cornersOf[format]}`,
    "    return left, top, right, bottom",
    "",
    "",
  ]);
}
