/** What the functions that losses call do with a gradient and a dtype, told by the last part of their name. */

import { lossClassNames } from "./identifiers.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The gradient ends here: TensorFlow answers None. */
const cutting = words(`
argmax argmin round rint floor ceil trunc equal not_equal greater greater_equal less less_equal logical_and logical_or
logical_not logical_xor isnan isinf isfinite is_nan is_inf is_finite in_top_k argsort digitize bincount
searchsorted confusion_matrix histogram_fixed_width histogram count_nonzero floor_divide floordiv isclose allclose
all any reduce_all reduce_any heaviside approximate_equal one_hot to_int32 to_int64 multi_hot nonzero`);

/** Connected, and zero everywhere. */
const flat = words("sign sgn");

/** A tensor that takes only its shape or its place from its arguments. */
const shapeOnly = words(`
zeros_like ones_like zeros ones fill full full_like eye range arange linspace constant random_normal random_uniform
random_bernoulli truncated_normal shape size rank shape_n uniform normal tri empty empty_like identity_n`);

/** Python values, fixed before anything runs. */
const pythonOnly = words(`
int_shape ndim epsilon floatx image_data_format backend is_keras_tensor is_tensor dtype standardize_dtype get_uid
is_sparse count_params result_type learning_phase executing_eagerly`);

const toInteger = words(
  "argmax argmin to_int32 to_int64 argsort bincount digitize searchsorted count_nonzero confusion_matrix",
);
const toBoolean = words(`
equal not_equal greater greater_equal less less_equal logical_and logical_or logical_not logical_xor isnan isinf
isfinite is_nan is_inf is_finite in_top_k isclose all any reduce_all reduce_any approximate_equal`);

/** Keep the dtype of their first argument. */
const keepDtype = words(`
reshape transpose permute_dimensions squeeze expand_dims flatten batch_flatten sum max min reduce_sum reduce_max
reduce_min prod reduce_prod abs square clip clip_by_value negative gather take tile repeat concatenate concat stack cumsum
cumprod reverse flip identity stop_gradient maximum minimum multiply subtract add boolean_mask gather_nd broadcast_to
slice pad roll sort floor ceil round unstack split sign`);

/** Functions of the condition's first argument alone: what they choose by carries no gradient. */
const choosing = words("where switch cond");

export type GradientEffect = "through" | "none" | "zero" | "shape" | "stop" | "choose";

export interface FunctionTraits {
  readonly result: "tensor" | "python";
  readonly gradient: GradientEffect;
  readonly dtype: "float" | "int" | "bool" | "same" | "cast" | "promote" | undefined;
}

const tensorNamespace =
  /^(?:(?:tf\.)?keras\.(?:ops|backend|losses|metrics|activations|random|utils|math)|tf|tf\.(?:math|nn|linalg|image|random|signal|experimental\.numpy|compat\.v1|compat\.v1\.(?:math|nn))|tensorflow_probability(?:\.\w+)*|tensorflow_addons(?:\.\w+)*)$/;

const cache = new Map<string, FunctionTraits | undefined>();

/** The traits of a function of Keras or TensorFlow by canonical name; undefined for any other. */
export function functionTraits(canonical: string): FunctionTraits | undefined {
  if (!cache.has(canonical)) cache.set(canonical, readTraits(canonical));
  return cache.get(canonical);
}

function readTraits(canonical: string): FunctionTraits | undefined {
  const dot = canonical.lastIndexOf(".");
  const owner = canonical.slice(0, dot);
  const name = canonical.slice(dot + 1);
  if (dot < 0 || !tensorNamespace.test(owner)) return undefined;
  if (owner.endsWith("losses") || owner.endsWith("metrics"))
    return lossClassNames.has(name) || /^[A-Z]/.test(name)
      ? undefined
      : { result: "tensor", gradient: "through", dtype: "float" };
  // keras.ops.shape answers a tuple of Python.
  if (pythonOnly.has(name) || (name === "shape" && owner.endsWith("keras.ops")))
    return { result: "python", gradient: "shape", dtype: undefined };
  const dtype = toInteger.has(name)
    ? "int"
    : toBoolean.has(name)
      ? "bool"
      : name === "cast" || name === "saturate_cast"
        ? "cast"
        : keepDtype.has(name)
          ? "same"
          : name === "one_hot" || shapeOnly.has(name) || choosing.has(name)
            ? undefined
            : floating.has(name)
              ? "float"
              : undefined;
  if (name === "stop_gradient") return { result: "tensor", gradient: "stop", dtype };
  if (choosing.has(name)) return { result: "tensor", gradient: "choose", dtype };
  const gradient = cutting.has(name) ? "none" : flat.has(name) ? "zero" : shapeOnly.has(name) ? "shape" : "through";
  return { result: "tensor", gradient, dtype };
}

/** Refuse integers or answer floats: what comes out is a float. */
const floating = words(`
exp log log1p expm1 sqrt rsqrt sigmoid softmax tanh softplus softsign elu mean reduce_mean log_softmax log_sigmoid
binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy l2_normalize erf logsumexp
reduce_logsumexp std var cast_to_floatx to_float norm`);
