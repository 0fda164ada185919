/** The curve as a Python script that draws it again with the person's own Keras and matplotlib. */

import type { Literal } from "../../evaluate/evaluation.ts";
import { drawnAxis } from "./curve.ts";
import type { PictureQuestion } from "./question.ts";

/** As Python writes it. */
export function pythonLiteral(value: Literal): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
    const text = String(value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if ("tuple" in value) {
    const parts = value.tuple.map(pythonLiteral);
    return `(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
  }
  return `[${value.map(pythonLiteral).join(", ")}]`;
}

/**
 * `form` says how the loss is had from its module: a function is called with the parameters beside
 * y_true and y_pred, a factory or class is called with them first. Undefined where the sample set has
 * no short way to be written in Python, or the loss has no name of its own.
 */
export function pythonScript(question: PictureQuestion, form: "function" | "factory" | "class"): string | undefined {
  const { set, source, domain } = question;
  const write = set.python;
  if (write === null || !/^[A-Za-z_]\w*$/.test(source.loss)) return undefined;
  const [low, high] = drawnAxis(set.axis, domain).domain;
  const settings = Object.entries(source.parameters).map(([name, value]) => `${name}=${pythonLiteral(value)}`);
  const made = form === "function" ? "" : `loss = loss(${settings.join(", ")})\n`;
  const extra = form === "function" && settings.length > 0 ? `, ${settings.join(", ")}` : "";
  const call = form === "class" ? "loss.call" : "loss";
  const targets = set.targets.map((target) => {
    const lines = write(target).map((line) => `    ${line}`);
    const direction = set.directionAt((low + high) / 2, target).map((part) => Number(part.toPrecision(9)));
    return [
      `def ${functionName(target.label)}(x):`,
      ...lines,
      `    return y_true, y_pred, np.array(${JSON.stringify(direction)}, "float32")`,
    ].join("\n");
  });
  const list = set.targets.map(({ label }) => `(${JSON.stringify(label)}, ${functionName(label)})`).join(", ");
  return `"""${source.loss} and its gradient, drawn with Keras and matplotlib."""
import importlib.util

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

spec = importlib.util.spec_from_file_location("losses", ${JSON.stringify(source.file.path)})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
loss = module.${source.loss}
${made}
x = np.linspace(${low}, ${high}, ${set.curvePoints}).astype("float32")


${targets.join("\n\n\n")}


def value_and_gradient(y_true, y_pred, direction):
    """Point by point, each a batch of its own; the gradient along the axis."""
    values, gradients = [], []
    for i in range(len(x)):
        prediction = tf.constant(y_pred[i : i + 1])
        with tf.GradientTape() as tape:
            tape.watch(prediction)
            value = ${call}(tf.constant(y_true[i : i + 1]), prediction${extra})
        gradient = tape.gradient(value, prediction)
        values.append(float(tf.reduce_mean(value)))
        gradients.append(np.nan if gradient is None else float(np.sum(gradient.numpy()[0] * direction)))
    return values, gradients


figure, (above, below) = plt.subplots(2, 1, sharex=True, height_ratios=[2, 1])
for name, samples in [${list}]:
    values, gradients = value_and_gradient(*samples(x))
    above.plot(x, values, label=name)
    below.plot(x, gradients, label=name)
above.set_ylabel("loss")
above.legend()
below.set_ylabel(${JSON.stringify(set.gradientLabel)})
below.set_xlabel(${JSON.stringify(set.axis.label)})
above.set_title(${JSON.stringify(source.loss)})
plt.show()
`;
}

/** `y_true = −1` → `y_true_minus_1`. */
function functionName(label: string): string {
  return label
    .replace(/−/g, "minus ")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
}
