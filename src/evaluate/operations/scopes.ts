/** Scopes and dependencies of graphs, which change nothing here. */

import { list } from "../interpreter/dict.ts";
import type { Instance, NativeClass, Value } from "../interpreter/values.ts";
import { type Operation, op } from "./calls/operation.ts";
import { items } from "./calls/parameters.ts";

export const scopes: readonly Operation[] = [
  op({
    names: [
      "tf.name_scope",
      "tf.compat.v1.name_scope",
      "keras.backend.name_scope",
      "keras.name_scope",
      "tf.init_scope",
      "tf.control_dependencies",
      "tf.device",
    ],
    signature: {
      tf: "name=None",
      "tf.compat.v1.name_scope": "name, default_name=None, values=None",
      "tf.init_scope": "",
      "tf.control_dependencies": "control_inputs",
      "tf.device": "device_name",
      K: "name",
      keras: "name, **kwargs",
    },
    doc: "A `with` block that changes nothing here",
    compute: () => scope,
  }),
  op({
    names: ["tf.group", "tf.no_op"],
    signature: { "tf.group": "*inputs, **kwargs", "tf.no_op": "name=None" },
    doc: "Nothing: its inputs have run",
    compute: () => null,
  }),
  op({
    names: ["tf.tuple"],
    signature: "tuple_v2(tensors, control_inputs=None)",
    doc: "The tensors themselves",
    compute: (_call, tensors) => list([...items(tensors!)]),
  }),
];

const scopeClass: NativeClass = {
  type: "nativeClass",
  name: "name_scope",
  bases: [],
  attributes: new Map<string, Value>(
    ["__enter__", "__exit__"].map((name) => [
      name,
      { type: "native", name, call: (args) => (name === "__enter__" ? (args.positional[0] ?? null) : null) },
    ]),
  ),
  construct: () => scope,
};

const scope: Instance = Object.freeze<Instance>({ type: "instance", class: scopeClass, attributes: new Map() });
