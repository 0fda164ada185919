/** A script that runs a loss with the person's own Keras on given data, and tells values and gradients: no more than that. */

import type { LossSource, NumericArray } from "../../evaluate/evaluation.ts";
import { pythonText } from "./literals.ts";
import { scriptLosses } from "./losses.ts";

export interface CheckBatch {
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
}

/**
 * Undefined where a script has no name to call the loss by: a lambda in an expression, a method. With `rows`, a loss that
 * makes one number of a batch is run on each of its samples, too.
 */
export function checkScript(
  source: LossSource,
  batches: readonly CheckBatch[],
  rows: boolean = false,
): string | undefined {
  const losses = scriptLosses(source, []);
  if (losses === undefined) return undefined;
  return `${[
    ...losses.future,
    ...opening,
    `_ll_sys.path[:0] = [${losses.folders.map(pythonText).join(", ")}]`,
    ...losses.statements,
    "",
    ...running,
    "_ll_data = [",
    ...batches.map(({ yTrue, yPred }) => `    (${array(yTrue)}, ${array(yPred)}),`),
    "]",
    `_ll_tell(_ll_answer(own_loss, _ll_data, ${rows ? "True" : "False"}))`,
  ].join("\n")}\n`;
}

/** What a loss prints goes where errors go: on standard output the answer stands alone. */
const opening = [
  "import base64 as _ll_base64",
  "import json as _ll_json",
  "import os as _ll_os",
  "import sys as _ll_sys",
  "import traceback as _ll_traceback",
  "",
  '_ll_out = _ll_os.fdopen(_ll_os.dup(1), "w", encoding="utf-8")',
  "_ll_os.dup2(2, 1)",
  "",
  "",
  "def _ll_tell(answer):",
  "    _ll_out.write(_ll_json.dumps(answer))",
  "    _ll_out.close()",
  "",
  "",
  "def _ll_fail(kind, error, trace):",
  '    _ll_tell({"error": "".join(_ll_traceback.format_exception_only(kind, error)).strip()})',
  "    _ll_traceback.print_exception(kind, error, trace)",
  "",
  "",
  "_ll_sys.excepthook = _ll_fail",
  '_ll_os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")',
];

const running = [
  "def _ll_keras():",
  "    try:",
  "        import keras",
  "    except ImportError:",
  "        from tensorflow import keras",
  "    return keras",
  "",
  "",
  "def _ll_run(backend, loss, y_true, y_pred):",
  '    if backend == "jax":',
  "        import jax",
  "",
  "        def total(prediction):",
  "            value = jax.numpy.asarray(loss(jax.numpy.asarray(y_true), prediction))",
  "            return value.sum(), value",
  "",
  "        (_, value), gradient = jax.value_and_grad(total, has_aux=True)(jax.numpy.asarray(y_pred))",
  "        return value, gradient",
  '    if backend == "torch":',
  "        import torch",
  "        from keras.src.backend.torch.core import get_device",
  "",
  "        prediction = torch.tensor(y_pred, requires_grad=True, device=get_device())",
  "        value = torch.as_tensor(loss(torch.tensor(y_true, device=get_device()), prediction))",
  "        if value.requires_grad:",
  "            value.sum().backward()",
  "        gradient = None if prediction.grad is None else prediction.grad.cpu().numpy()",
  "        return value.detach().cpu().numpy(), gradient",
  "    import tensorflow as tf",
  "",
  "    prediction = tf.constant(y_pred)",
  "    with tf.GradientTape() as tape:",
  "        tape.watch(prediction)",
  "        value = tf.convert_to_tensor(loss(tf.constant(y_true), prediction))",
  "        total = tf.reduce_sum(value)",
  "    gradient = tape.gradient(total, prediction)",
  "    return value.numpy(), None if gradient is None else tf.convert_to_tensor(gradient).numpy()",
  "",
  "",
  "def _ll_array(values):",
  "    import numpy as np",
  "",
  '    values = np.asarray(values).astype("<f4")',
  '    data = _ll_base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")',
  '    return {"shape": list(values.shape), "data": data}',
  "",
  "",
  "def _ll_rows(backend, loss, y_true, y_pred):",
  "    import numpy as np",
  "",
  "    found = [_ll_run(backend, loss, y_true[at : at + 1], y_pred[at : at + 1]) for at in range(len(y_pred))]",
  "    values = np.concatenate([np.asarray(value).reshape(1, -1) for value, _ in found])",
  "    if any(gradient is None for _, gradient in found):",
  "        return values, None",
  "    return values, np.concatenate([np.asarray(gradient) for _, gradient in found])",
  "",
  "",
  "def _ll_answer(loss, data, rows):",
  "    keras = _ll_keras()",
  '    backend = keras.backend.backend() if hasattr(keras.backend, "backend") else "tensorflow"',
  "    found = []",
  "    for y_true, y_pred in data:",
  "        value, gradient = _ll_run(backend, loss, y_true, y_pred)",
  '        found.append({"value": _ll_array(value), "gradient": None if gradient is None else _ll_array(gradient)})',
  '        if rows and found[-1]["value"]["shape"][:1] != [len(y_pred)]:',
  "            value, gradient = _ll_rows(backend, loss, y_true, y_pred)",
  '            found[-1]["rows"] = {"value": _ll_array(value), "gradient": None if gradient is None else _ll_array(gradient)}',
  "    library = _ll_sys.modules.get(backend)",
  "    return {",
  '        "python": _ll_sys.version.split()[0],',
  '        "keras": str(keras.__version__),',
  '        "backend": backend,',
  '        "library": str(getattr(library, "__version__", "")),',
  '        "batches": found,',
  "    }",
  "",
  "",
  "def _ll_given(data, dtype, shape):",
  "    import numpy as np",
  "",
  "    return np.frombuffer(_ll_base64.b64decode(data), dtype).reshape(shape).copy()",
  "",
  "",
];

/** Bit for bit. */
function array({ data, shape, dtype }: NumericArray): string {
  const [numbers, name] =
    dtype === "int32"
      ? [Int32Array.from(data), "<i4"]
      : dtype === "bool"
        ? [Uint8Array.from(data), "?"]
        : [Float32Array.from(data), "<f4"];
  const bytes = new Uint8Array(numbers.buffer);
  return `_ll_given("${base64Of(bytes)}", "${name}", (${shape.map((size) => `${size},`).join(" ")}))`;
}

function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
