/** A triplet of vectors in the plane, and where the loss pulls each. */

import { tripletPoints } from "../../samples/vector-sets.ts";
import { tripletDistances } from "../ask/embedding.ts";
import { oneSample } from "./company.ts";
import { pythonArray } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

export function embeddingPart(subject: ScriptSubject): ScriptPart {
  const { losses, question } = subject;
  const { set } = question;
  const { positive, negative } = tripletDistances(subject);
  const body = [
    "# Anchor, positive, negative: two numbers each.",
    `y_true = ${pythonArray(set.targets[0]!.yTrue, set.yTrueDType, [1, ...set.yTrueShape])}`,
    `y_pred = ${pythonArray([...tripletPoints(positive, negative)], "float32", [1, 6])}`,
    `value, gradient = ${oneSample(subject.shown, losses.own.expression)}`,
    "figure, axis = plt.subplots(figsize=(6, 5))",
    "points, pull = y_pred.reshape(3, 2), -gradient.reshape(3, 2)",
    'for (x, y), label, color in zip(points, ("anchor", "positive", "negative"), ("C0", "C2", "C1")):',
    '    axis.plot(x, y, "o", color=color)',
    '    axis.annotate(label, (x, y), xytext=(0, 8), textcoords="offset points", ha="center", color=color)',
    "longest = np.hypot(*pull.T).max()",
    "if np.isfinite(longest) and longest > 0:",
    "    # The longest arrow is 0.4; the others in proportion.",
    "    for (x, y), (dx, dy) in zip(points, 0.4 * pull / longest):",
    '        axis.annotate("", (x + dx, y + dy), (x, y), arrowprops={"arrowstyle": "->"})',
    'axis.set_aspect("equal", adjustable="datalim")',
    titled(subject, true),
  ];
  return drawnBy("draw_vectors", body);
}
