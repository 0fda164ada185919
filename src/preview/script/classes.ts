/** The triangle of all ways to share probability among three classes. */

import { simplexSteps, trueClassOf } from "../ask/classes.ts";
import { colourDomain } from "../plot/colour-domain.ts";
import { batchShown } from "./company.ts";
import { limits, pythonArray, pythonText } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

/** Undefined unless there are three classes. */
export function trianglePart(subject: ScriptSubject): ScriptPart | undefined {
  const { losses, question } = subject;
  const { set } = question;
  if (set.yPredShape[0] !== 3) return undefined;
  const trueClass = trueClassOf(subject);
  // As in the page: the true class at the top, the others at the bottom.
  const corners = ["(0, 0)", "(1, 0)"];
  corners.splice(trueClass, 0, "(0.5, 0.75 ** 0.5)");
  const body = [
    `steps = ${simplexSteps}`,
    "y_pred = np.array(",
    "    [(a, b, steps - a - b) for a in range(steps + 1) for b in range(steps + 1 - a)],",
    '    "float32",',
    ") / steps",
    `y_true = np.repeat(${pythonArray(set.targets[trueClass]!.yTrue, set.yTrueDType)}[None], len(y_pred), axis=0)`,
    `values, _ = ${batchShown(subject.shown) > 1 ? "in_company" : "each_alone"}(${losses.own.expression}, y_true, y_pred)`,
    `corners = np.array([${corners.join(", ")}])`,
    "x, y = (y_pred @ corners).T",
    "is_finite = np.isfinite(values)",
    'figure, axis = plt.subplots(figsize=(6, 5), layout="constrained")',
    `picture = axis.tricontourf(x[is_finite], y[is_finite], values[is_finite], levels=${levelsOf(subject)}, cmap="cividis", extend="both")`,
    'figure.colorbar(picture, ax=axis, label="loss")',
    ...set.targets.map(
      ({ label }, index) =>
        `axis.text(*(1.12 * corners[${index}] - 0.12 * corners.mean(axis=0)), ${pythonText(label)}, ha="center")`,
    ),
    'axis.set_aspect("equal")',
    'axis.axis("off")',
    `axis.set_title(${pythonText(`Loss where ${set.targets[trueClass]!.label} is true`)}, pad=32)`,
    titled(subject),
  ];
  return drawnBy("draw_triangle", body);
}

/** The values that the page's colours stand for. */
function levelsOf({ shown: { data } }: ScriptSubject): string {
  const domain = data.view === "classes" && data.simplex !== null ? colourDomain(data.simplex.loss, 0, 400) : undefined;
  return domain === undefined ? "20" : `np.linspace(${limits(domain.frame)}, 21)`;
}
