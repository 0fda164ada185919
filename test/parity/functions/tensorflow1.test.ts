/** Names of TensorFlow 1, held to what TensorFlow itself says of them: `make_tensorflow1.py` writes it down. */

import { expect, test } from "vitest";
import { removedKeyword, removedTensorFlowNames, withRemovedKeyword } from "../../../src/keras/tensorflow1.ts";
import said from "./tensorflow1.json" with { type: "json" };

const gone = new Set(said.gone);
const today = new Set(said.today);
const renames: Readonly<Record<string, string>> = said.renames;
const keywords: Readonly<Record<string, Readonly<Record<string, string | null>>>> = said.keywords;
const parameters: Readonly<Record<string, readonly (readonly string[] | null)[]>> = said.parameters;

/** Gone before TensorFlow 1.15, which `tf.compat.v1` is: by the upgrade script of TensorFlow 1.0, and `contrib` with 2.0. */
const older = "pack unpack sub mul neg batch_matmul select contrib".split(" ");

/** What TensorFlow's script leaves at `tf.compat.v1`, and is told what to call today. */
const ownAdvice: Readonly<Record<string, string>> = {
  // The same check, without the `data` of graphs.
  ...Object.fromEntries(
    "near positive negative non_positive non_negative none_equal less_equal greater_equal rank_at_least scalar"
      .split(" ")
      .map((name) => [`assert_${name}`, `debugging.assert_${name}`]),
  ),
  // The same for floats, which tensors of a loss are.
  div: "math.divide",
  // What it calls itself in TensorFlow 2: it hands NumPy's arrays over.
  py_func: "numpy_function",
  set_random_seed: "random.set_seed",
  where_v2: "where",
  // Another name of `math.floormod`.
  mod: "math.mod",
};

test("what is called gone was there in TensorFlow 1, and is not there today", () => {
  const wrong = [...removedTensorFlowNames.keys()].filter(
    (name) => today.has(name) || (!gone.has(name) && !older.includes(name)),
  );
  expect(wrong).toEqual([]);
});

test("each name of today is one, and the one that TensorFlow's own upgrade script gives", () => {
  const wrong = [...removedTensorFlowNames].flatMap(([name, now]) => {
    if (now === undefined) return [];
    if (!today.has(now)) return [`tf.${now} is no function`];
    const expected = ownAdvice[name] ?? renames[name];
    return older.includes(name) || expected === now ? [] : [`tf.${name} is tf.${expected}, not tf.${now}`];
  });
  expect(wrong).toEqual([]);
});

test("what a loss may call and is only named otherwise today has that name as a fix", () => {
  const homes = /^(?:(?:math|linalg|nn|random|signal|image|debugging)\.)?\w+$/;
  const missing = Object.entries(renames).filter(([name, now]) => {
    if (
      !homes.test(now) ||
      removedTensorFlowNames.has(name) ||
      /^[A-Z]|^(?:load|sparse)_|^(?:assert|is)_\w*(?:dtype|iterable|numeric_tensor)$/.test(name)
    )
      return false;
    const [before, after] = parameters[name] ?? [];
    return before?.slice(0, 2).join() === after?.slice(0, 2).join();
  });
  expect(missing.map(([name, now]) => `tf.${name} is tf.${now}`)).toEqual([]);
});

/** Functions that a loss calls; the others read files, records and strings, sample, or build graphs. */
const ofLosses = /^tf\.(?:(?:math|linalg|nn)\.\w+|\w+)$/;
const notOfLosses =
  /^tf\.(?:sparse_|string_|decode_|gradients|hessians|arg_m|verify_|load_|extract_|reduce_join|reverse_sequence|multinomial|constant$|(?:batch|space)_to_|nn\.(?:embedding_lookup|erosion2d|dilation2d|pool$|separable_|depthwise_|sufficient_|space_to_|max_pool_with|batch_norm_with|conv\w+_(?:transpose|backprop)|softmax_cross_entropy_with_logits_v2))/;

test("each argument that TensorFlow calls otherwise today is known, with its name of today", () => {
  const wrong = Object.entries(keywords).flatMap(([name, changes]) => {
    if (!ofLosses.test(name) || notOfLosses.test(name)) return [];
    return Object.entries(changes).flatMap(([keyword, now]) => {
      const known = withRemovedKeyword.test(name) ? removedKeyword(name, keyword) : undefined;
      return known !== undefined && (known.today ?? null) === now ? [] : [`${name}(${keyword}=) is ${now}`];
    });
  });
  expect(wrong).toEqual([]);
});
