/** Predictions moved by the loss's gradient: their path, and the loss at each step. */

import { companions } from "../../samples/sample-sets.ts";
import { descentSettings, startsOf } from "../ask/descent.ts";
import { hasMasks } from "../ask/masks.ts";
import { descentFrames } from "../plot/descent.ts";
import { batchShown } from "./company.ts";
import { limits, pythonArray, pythonLiteral, pythonText } from "./literals.ts";
import { lineOf, placesOf } from "./samples.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, titled } from "./subject.ts";

export function descentPart(subject: ScriptSubject): ScriptPart {
  const { losses, question } = subject;
  const { set } = question;
  const { optimizer, learningRate, steps } = descentSettings(subject);
  const optimizerName = optimizer === "adam" ? "Adam" : "SGD";
  const starts = startsOf(set);
  const company = companions(set, Math.max(0, batchShown(subject.shown) - starts.length));
  const crowds = [...starts.map(({ target }) => set.crowd ?? [target.yTrue]), ...company.map(({ yTrue }) => [yTrue])];
  const tied = set.crowd?.length ?? 1;
  const samples = starts.map(({ target, x }, index) => ({ target, x, index }));
  const body = [
    `# Two samples for each target, away from it on both sides${company.length === 0 ? "" : "; then the rest of their batch"}.`,
    `y_true = ${pythonArray(crowds.flat(2), set.yTrueDType, [starts.length * tied + company.length, ...set.yTrueShape])}`,
    `start = ${pythonArray(
      [...samples.flatMap(({ target, x }) => set.predictionAt(x, target)), ...company.flatMap(({ yPred }) => yPred)],
      "float32",
      [starts.length + company.length, ...set.yPredShape],
    )}`,
    `optimizer = keras.optimizers.${optimizerName}(learning_rate=${pythonLiteral(learningRate)})`,
    "prediction = tf.Variable(start)",
    "values, path = [], []",
    `for step in range(${steps} + 1):`,
    ...(tied === 1
      ? [
          `    value, gradient = value_and_gradient(${losses.own.expression}, y_true, prediction.numpy(), tf.reduce_mean)`,
        ]
      : [
          `    # Each prediction is held against ${tied} targets.`,
          `    y_pred = np.repeat(prediction.numpy(), ${tied}, axis=0)`,
          `    value, gradient = value_and_gradient(${losses.own.expression}, y_true, y_pred, tf.reduce_mean)`,
          `    gradient = gradient.reshape(len(start), ${tied}, -1).sum(axis=1)`,
        ]),
    "    values.append(value)",
    "    path.append(prediction.numpy())",
    "    if not np.isnan(gradient).all():",
    '        optimizer.apply_gradients([(tf.constant(gradient, "float32"), prediction)])',
    "path = np.array(path)",
    ...placesFunction(subject),
    "figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6))",
    ...samples.map(({ target, index }) => {
      const label = index % 2 === 0 ? `, label=${pythonText(target.label)}` : "";
      return `above.plot(place(${index}), color="C${set.targets.indexOf(target)}"${label})`;
    }),
    ...set.targets.flatMap(({ at }, index) =>
      at === null ? [] : [`above.axhline(${pythonLiteral(at)}, color="C${index}", linestyle="--", linewidth=0.8)`],
    ),
    `above.set_ylabel(${pythonText(set.axis.label)})`,
    "above.legend()",
    'below.plot(values, color="black")',
    'below.set_ylabel("loss")',
    'below.set_xlabel("step")',
    ...rangesOf(subject),
    titled(subject),
  ];
  return drawnBy("draw_descent", body);
}

/** As far as the page shows the axes. */
function rangesOf({ shown: { data, isLogarithmic } }: ScriptSubject): string[] {
  if (data.view !== "descent") return [];
  const { path, loss } = descentFrames(data, isLogarithmic);
  return [
    `above.set_ylim(${limits(path)})`,
    ...(loss.scale === "log" ? ['below.set_yscale("log")'] : []),
    `below.set_ylim(${limits(loss)})`,
  ];
}

/** Where on the axis a sample's predictions are: along the line, or at the nearest of many places. */
function placesFunction({ question: { set } }: ScriptSubject): string[] {
  if (set.yPredShape.every((size) => size === 1)) {
    return ["", "def place(sample):", "    return path[:, sample].reshape(-1)", ""];
  }
  const lines = startsOf(set).map(({ target }) => lineOf(set, target, null));
  if (lines.every(({ straight }) => straight !== undefined)) {
    const rows = (key: "start" | "direction"): string =>
      pythonArray(
        lines.flatMap(({ straight }) => straight![key]),
        "float32",
        [lines.length, ...set.yPredShape],
      );
    return [
      `origin = ${rows("start")}`,
      `direction = ${rows("direction")}`,
      "",
      "def place(sample):",
      "    along = direction[sample]",
      "    return (path[:, sample] - origin[sample]) @ along / (along @ along)",
      "",
    ];
  }
  return [
    // A formula gives as many places as one likes.
    hasMasks(set) ? 'x = np.linspace(0, 1, 1001, dtype="float32")' : `x = ${placesOf(set, null)}`,
    `lines = [${lines.map(({ yPred }) => yPred).join(", ")}]`,
    "",
    "def place(sample):",
    "    distances = np.square(path[:, sample, None] - lines[sample]).reshape(len(path), len(x), -1).sum(axis=-1)",
    "    return x[distances.argmin(axis=1)]",
    "",
  ];
}
