/** Functions that a trace treats otherwise than by computing samples: what reads values, calls back, or depends on data. */

import { PythonError, Unsupported } from "../failure.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { dict, list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { dtype } from "../operations/calls/parameters.ts";
import { askOnce } from "../operations/gradient-tape.ts";
import { constant, shapeOf, watch } from "../tape/tape.ts";
import { branched, cases, counted, folded, looped, mapped, refusedScan, switched } from "./control-flow-rules.ts";
import { mapSymbolics, symbolicsIn } from "./samples.ts";
import { fromSamples } from "./trace.ts";
import type { Rule, TracedCall } from "./traced-call.ts";
import { newVariable } from "./unevaluated.ts";

function lastSymbolic({ args }: TracedCall): SymbolicTensor | undefined {
  return symbolicsIn([...args.positional, ...args.keywords.values()])[0];
}

/** Reading a tensor as an array: `K.eval(x)` asks it for `.numpy()`. */
const evaluated: Rule = (call) => {
  const symbolic = lastSymbolic(call);
  if (symbolic === undefined) return call.computed();
  call.machine.getAttribute(symbolic, "numpy");
  throw call.trace.framework.asArray(symbolic);
};

const asArray: Rule = (call) => {
  const symbolic = lastSymbolic(call);
  if (symbolic === undefined) return call.computed();
  throw call.trace.framework.asArray(symbolic);
};

const intShape: Rule = (call) => {
  const shape = call.computed();
  if (call.trace.framework.knowsBatch) return shape;
  return mapSymbolics(shape, () => null);
};

/** Shapes are known of tensors whose elements are not. */
const shapeQuery: Rule = (call) => mapSymbolics(call.computed(), (each) => ({ ...each, holdsData: each.isDataShaped }));

/** How many elements there are depends on the data. */
const dataShaped =
  (isApplied: (call: TracedCall) => boolean = () => true): Rule =>
  (call) => {
    const result = call.computed();
    return isApplied(call) ? withUnknownAxis(result, 0) : result;
  };

/** The tensors of a value with an axis of unknown length. */
export function withUnknownAxis(value: Value, axis: number): Value {
  return mapSymbolics(value, (each) => ({
    ...each,
    shape: each.shape?.map((length, at) => (at === axis ? null : length)),
    isDataShaped: true,
  }));
}

const hasConditionOnly = (call: TracedCall): boolean =>
  call.argument(1, "x", "x1") === null && call.argument(2, "y", "x2") === null;

/** What an assertion says of data shows only when the graph runs. */
const assertion: Rule = (call) => {
  const symbolics = symbolicsIn([...call.args.positional, ...call.args.keywords.values()]);
  return symbolics.some((each) => each.holdsData) ? null : call.computed();
};

const madeInTrace: Rule = (call) => {
  if (call.trace.framework.name !== "tensorflow") return call.computed();
  throw newVariable();
};

/** A tape is asked for both samples, which is once. It knows only those that it has seen. */
const askedOfTape: Rule = ({ trace, args, computed }) => {
  if (symbolicsIn([...args.positional, ...args.keywords.values()]).some(({ batches }) => batches !== trace.batches))
    throw new Unsupported("What a tape gives for other sizes of a batch is not known.");
  return askOnce(args.positional[0], computed);
};

/** Python code that TensorFlow runs outside of the graph: nothing is known of its result but its dtype. */
const pythonFunction: Rule = (call) => {
  const given = call.argument(2, "Tout");
  const types = given !== null && typeof given === "object" && "items" in given ? given.items : [given];
  const results = types.map((type): Value => {
    const inputs = symbolicsIn([...call.args.positional, ...call.args.keywords.values()]);
    const input = inputs.find((each) => each.samples[0].step !== undefined) ?? inputs[0];
    const shape = input === undefined ? [1] : shapeOf(input.samples[0]);
    const isConnected = call.callee.name === "tf.py_function" && input?.samples[0].step !== undefined;
    const made = dtype(type ?? "float32", "float32");
    const sample = isConnected
      ? watch(new Float32Array(input!.samples[0].data.size), shape, made)
      : constant(0, shape, made);
    return { ...fromSamples(call.trace, [sample, sample], { holdsData: true, isDataShaped: true }), shape: undefined };
  });
  return types.length === 1 && types[0] === given ? results[0]! : list(results);
};

/** With the vectors a matrix whose lengths are not all known has no gradient. */
const decomposed: Rule = (call) => {
  const given = lastSymbolic(call);
  const isOfVectors = call.argument(2, "compute_uv") !== false;
  const isOpen = given?.shape === undefined || given.shape.slice(-2).includes(null);
  if (given?.samples[0].step !== undefined && isOfVectors && isOpen && call.trace.framework.name === "tensorflow")
    throw new PythonError(
      "NotImplementedError",
      "SVD gradient has not been implemented for input with unknown inner matrix shape.",
    );
  return call.computed();
};

const customObjects: Rule = () => dict();

const isFalse: Rule = () => false;

const holdsUnknown = (value: SymbolicTensor | undefined): boolean => value?.shape?.includes(null) ?? true;

/** Without an axis: the batch may be of one sample, so that the rank is not known. */
const squeezed: Rule = (call) => {
  const result = call.computed();
  const isOfAll = call.argument(1, "axis", "squeeze_dims") === null && !call.trace.framework.knowsBatch;
  return isOfAll && holdsUnknown(lastSymbolic(call)) ? mapSymbolics(result, withoutRank) : result;
};

const inner: Rule = (call) => {
  const isOfVectors = lastSymbolic(call)?.shape?.length === 1 && !call.trace.framework.knowsBatch;
  return isOfVectors ? mapSymbolics(call.computed(), withoutRank) : call.computed();
};

const withoutRank = (each: SymbolicTensor): SymbolicTensor => ({ ...each, shape: undefined });

const rules = new Map<string, Rule>();
const add = (rule: Rule, ...names: string[]): void => {
  for (const name of names) rules.set(name, rule);
};

add(evaluated, "keras.backend.eval", "keras.backend.get_value", "keras.backend.batch_get_value");
add(asArray, "keras.ops.convert_to_numpy");
add(() => null, "tf.get_static_value");
add(intShape, "keras.backend.int_shape");
add(
  shapeQuery,
  "tf.shape",
  "tf.rank",
  "tf.size",
  "tf.shape_n",
  "keras.backend.shape",
  "keras.backend.ndim",
  "keras.backend.size",
);
add(
  shapeQuery,
  "keras.ops.shape",
  "keras.ops.ndim",
  "keras.ops.size",
  "tf.compat.v1.shape",
  "keras.backend.count_params",
);
add(shapeQuery, "tf.zeros_like", "tf.ones_like", "keras.ops.zeros_like", "keras.ops.ones_like");
add(shapeQuery, "keras.backend.zeros_like", "keras.backend.ones_like");
add(dataShaped(hasConditionOnly), "tf.where", "tf.compat.v1.where", "keras.ops.where", "numpy.where");
add(
  dataShaped(),
  "tf.boolean_mask",
  "tf.compat.v1.boolean_mask",
  "tf.unique",
  "tf.unique_with_counts",
  "keras.ops.nonzero",
);
add(
  dataShaped(),
  "keras.ops.unique",
  "tf.dynamic_partition",
  "tf.math.segment_sum",
  "tf.math.segment_mean",
  "tf.math.bincount",
);
add(dataShaped(), "tf.image.non_max_suppression", "tf.compat.v1.where_v1");
add(squeezed, "tf.squeeze", "keras.ops.squeeze", "tf.compat.v1.squeeze");
add(inner, "keras.ops.inner");
add(madeInTrace, "tf.Variable", "keras.backend.variable", "keras.Variable");
add(askedOfTape, ...["gradient", "jacobian", "batch_jacobian"].map((name) => `tf.GradientTape.${name}`));
add(pythonFunction, "tf.py_function", "tf.numpy_function", "tf.compat.v1.py_func");
add(decomposed, "tf.linalg.svd", "keras.ops.svd");
add(mapped, "tf.map_fn", "tf.vectorized_map", "keras.backend.map_fn", "keras.ops.map", "keras.ops.vectorized_map");
add(folded, "tf.foldl", "tf.foldr", "keras.backend.foldl", "keras.backend.foldr", "tf.scan");
add(branched, "tf.cond", "keras.ops.cond", "tf.__internal__.smart_cond.smart_cond", "tf.compat.v1.cond");
add(cases, "tf.case");
add(switched, "tf.switch_case", "keras.ops.switch");
add(looped, "tf.while_loop", "keras.ops.while_loop");
add(counted, "keras.ops.fori_loop");
add(refusedScan, "keras.ops.scan", "keras.ops.associative_scan");
add(customObjects, "keras.saving.get_custom_objects");
add(isFalse, "tf.executing_eagerly");

const assertions = /^tf\.(?:debugging\.)?(?:assert_\w+|Assert|check_numerics)$/u;

/** The rule of a function, where its samples do not say what a trace makes of it. */
export function ruleOf(name: string): Rule | undefined {
  const rule = rules.get(name);
  if (rule !== undefined) return rule;
  if (/^tf\.debugging\.check_numerics$/u.test(name)) return undefined;
  return assertions.test(name) && !/assert_(?:rank|shapes|type|same_float_dtype|integer|scalar)/u.test(name)
    ? assertion
    : undefined;
}
