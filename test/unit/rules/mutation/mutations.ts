/** Mistakes that people make, each planted at every place of a loss where it fits. */

import type { KerasMajor } from "../../../../src/keras/version.ts";
import type { Call, Expression, Name, Range } from "../../../../src/python/ast.ts";
import { applyEdits } from "../../../../src/python/edits.ts";
import { walk } from "../../../../src/python/walk.ts";
import { type Base, namesIn } from "./bases.ts";

export interface Mutant {
  readonly text: string;
  /** What was done, for the list of what was missed. */
  readonly what: string;
  readonly keras?: KerasMajor;
}

export type Mutation = (base: Base) => readonly Mutant[];

const at = ({ text }: Base, { range }: { readonly range: Range }): string => text.slice(range.start, range.end);

function edit(base: Base, what: string, ...edits: readonly [Range, string][]): Mutant {
  return {
    text: applyEdits(
      base.text,
      edits.map(([range, newText]) => ({ range, newText })),
    ),
    what,
  };
}

/** Lines before everything else. */
function withPrelude(mutant: Mutant, prelude: string): Mutant {
  return { ...mutant, text: `${prelude}\n${mutant.text}` };
}

/** The name of a function in the dialect of the file. */
const dialects = {
  ops: {
    mean: "ops.mean",
    abs: "ops.abs",
    round: "ops.round",
    argmax: "ops.argmax",
    clip: "ops.clip",
    square: "ops.square",
    log: "ops.log",
  },
  K: {
    mean: "K.mean",
    abs: "K.abs",
    round: "K.round",
    argmax: "K.argmax",
    clip: "K.clip",
    square: "K.square",
    log: "K.log",
  },
  tf: {
    mean: "tf.reduce_mean",
    abs: "tf.abs",
    round: "tf.round",
    argmax: "tf.argmax",
    clip: "tf.clip_by_value",
    square: "tf.square",
    log: "tf.math.log",
  },
} as const;

/** Writes lines before the first statement of the loss that is no docstring. */
function insertFirst(base: Base, what: string, ...lines: readonly string[]): Mutant[] {
  const isDocstring = base.body.body[0]?.kind === "ExpressionStatement";
  const first = base.body.body[isDocstring ? 1 : 0];
  if (!first) return [];
  const lineStart = base.text.lastIndexOf("\n", first.range.start - 1) + 1;
  const indent = base.text.slice(lineStart, first.range.start);
  if (indent.trim() !== "") return [];
  const start = { start: first.range.start, end: first.range.start };
  return [edit(base, what, [start, lines.map((line) => `${line}\n${indent}`).join("")])];
}

/** Each `return` of the loss itself, with its value changed. */
function changeReturns(base: Base, what: string, change: (value: string) => string): Mutant[] {
  return returnsOf(base).map((value) => edit(base, what, [value.range, change(at(base, value))]));
}

function returnsOf({ body }: Base): Expression[] {
  const found: Expression[] = [];
  for (const statement of body.body)
    walk(statement, (node) => {
      if (node.kind === "Return" && node.value) found.push(node.value);
      return node.kind !== "FunctionDefinition" && node.kind !== "Lambda";
    });
  return found;
}

/** Names of the loss's body that are read. */
function readsOf(base: Base): Name[] {
  const found: Name[] = [];
  const targets = new Set<Name>();
  for (const statement of base.body.body)
    walk(statement, (node) => {
      if (node.kind === "Assign") for (const target of node.targets) if (target.kind === "Name") targets.add(target);
      if (node.kind === "Name") found.push(node);
    });
  return found.filter((name) => !targets.has(name));
}

function mistyped(name: string): string {
  const middle = Math.max(1, name.length >> 1);
  for (let i = middle; i > 0; i--)
    if (name[i] !== name[i - 1]) return name.slice(0, i - 1) + name[i] + name[i - 1] + name.slice(i + 1);
  return `${name}x`;
}

const handedOver = (base: Base): Range => {
  const start = base.text.length - base.compile.length + base.compile.indexOf("loss=") + "loss=".length;
  return { start, end: base.text.length - 2 };
};

const callsOf = (base: Base, pattern: RegExp): { call: Call; name: string }[] =>
  base.flow.nodes("Call").flatMap((call) => {
    const name = pattern.exec(base.context.resolver.qualifiedName(call.function) ?? "")?.[1];
    return name === undefined ? [] : [{ call, name }];
  });

const afterLast = (call: Call): Range => {
  const { end } = call.arguments.at(-1)!.range;
  return { start: end, end };
};

const isPlain = ({ loss }: Base): boolean => loss.form === "function";
const names = ({ loss }: Base): { yTrue: string; yPred: string } => ({
  yTrue: loss.yTrue!.name,
  yPred: loss.yPred!.name,
});
const whole =
  /^(?:keras\.ops|(?:tf\.)?keras\.backend|tf(?:\.math)?)\.(?:reduce_)?(mean|sum|abs|square|exp|log|sqrt|maximum|minimum)$/;

export const mutations: Readonly<Record<string, Mutation>> = {
  "missing-backend-import": (base) =>
    base.module.body.flatMap((statement) => {
      if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return [];
      const bound = statement.names.map((alias) => alias.asName?.id ?? alias.name);
      const inside = namesIn(base.module).filter(
        (name) =>
          bound.includes(name.id) &&
          base.context.resolver.isAttributeBase(name) &&
          base.loss.range.start <= name.range.start &&
          name.range.end <= base.loss.range.end,
      );
      const isKnown = inside.some(({ id }) => /^(?:K|keras|ops|tf|np|backend)$/.test(id));
      return isKnown ? [edit(base, `no '${at(base, statement)}'`, [statement.range, ""])] : [];
    }),

  "undefined-loss": (base) =>
    isPlain(base) ? [edit(base, "mistyped in compile", [handedOver(base), mistyped(base.loss.name)])] : [],

  "undefined-name-in-loss": (base) => [
    ...insertFirst(base, "nothing close", "print(weight_of_the_other_file)"),
    ...readsOf(base)
      .filter(
        (name) =>
          name.id.length > 3 &&
          base.context.names.bindingOf(name)?.scope === base.context.names.scopeOpenedBy(base.body) &&
          !namesIn(base.module).some(({ id }) => id === mistyped(name.id)),
      )
      .map((name) => edit(base, `'${mistyped(name.id)}' for '${name.id}'`, [name.range, mistyped(name.id)])),
  ],

  "loss-as-string": (base) =>
    isPlain(base) ? [edit(base, "its name as text", [handedOver(base), `"${base.loss.name}"`])] : [],

  "called-loss": (base) =>
    isPlain(base) && base.loss.node.kind === "FunctionDefinition"
      ? [
          edit(base, "called with nothing", [handedOver(base), `${base.loss.name}()`]),
          edit(base, "called with its arguments", [handedOver(base), `${base.loss.name}(y_true, y_pred)`]),
        ]
      : [],

  "uncalled-loss-factory": (base) =>
    base.loss.form === "factory" ? [edit(base, "not called", [handedOver(base), base.loss.name])] : [],

  "loss-signature": (base) => {
    const { parameters } = base.body;
    const [first, second] = [base.loss.yTrue!, base.loss.yPred!];
    if (!isPlain(base) || parameters.list.length !== 2) return [];
    return [
      edit(base, "a third parameter", [{ start: second.range.end, end: second.range.end }, ", alpha"]),
      edit(base, "one parameter", [{ start: first.range.end, end: second.range.end }, ""]),
      ...(first.name === "y_true" && second.name === "y_pred"
        ? [edit(base, "swapped parameters", [first.nameRange, second.name], [second.nameRange, first.name])]
        : []),
    ];
  },

  "missing-return": (base) => {
    const values = returnsOf(base);
    const word = (value: Expression): Range => {
      const start = base.text.lastIndexOf("return", value.range.start);
      return { start, end: start + "return ".length };
    };
    const own = values.length === 1 ? [edit(base, "no return", [word(values[0]!), ""])] : [];
    const statement = base.loss.node.kind === "FunctionDefinition" ? base.loss.node.body.at(-1) : undefined;
    return base.loss.form === "factory" && statement?.kind === "Return" && statement.value?.kind === "Name"
      ? [...own, edit(base, "a factory without return", [statement.range, ""])]
      : own;
  },

  "unused-prediction": (base) => {
    const { yTrue, yPred } = names(base);
    const uses = readsOf(base).filter(({ id }) => id === yPred);
    const isRebound = base.context.names.scopeOpenedBy(base.body)?.bindings.get(yPred)?.sites.length !== 1;
    if (isRebound || uses.length === 0) return [];
    return [edit(base, "y_true in its place", ...uses.map(({ range }): [Range, string] => [range, yTrue]))];
  },

  "not-reloadable": (base) =>
    (base.loss.node.kind === "FunctionDefinition" || base.loss.node.kind === "ClassDefinition") &&
    [...base.loss.node.decorators, ...base.body.decorators].length === 0
      ? [
          { text: `${base.text}model.save("model.keras")\n`, what: "saved" },
          {
            text: `import tensorflow as tf\n${base.text}model = tf.keras.models.load_model("model.keras")\n`,
            what: "loaded",
          },
          ...(isPlain(base)
            ? [
                {
                  ...edit(base, "a lambda, saved", [
                    handedOver(base),
                    `lambda y_true, y_pred: ${base.loss.name}(y_true, y_pred)`,
                  ]),
                },
              ].map((mutant) => ({ ...mutant, text: `${mutant.text}model.save("model.keras")\n` }))
            : []),
        ]
      : [],

  "loss-subclass": (base) => {
    const { node } = base.loss;
    const parent = node.kind === "ClassDefinition" ? node.bases[0]?.value : undefined;
    if (node.kind !== "ClassDefinition" || !parent || !base.context.resolver.qualifiedName(parent)?.endsWith("Loss"))
      return [];
    const found: Mutant[] = [];
    for (const method of node.body) {
      if (method.kind !== "FunctionDefinition") continue;
      const set = base.loss.parameters.find(({ name }) => !/^(?:name|reduction)$/.test(name));
      if (method.name === "get_config" && set) {
        const start = { start: node.range.start, end: node.range.start };
        const registered = "@kk.saving.register_keras_serializable()\n";
        found.push(
          withPrelude(
            edit(
              base,
              "no get_config",
              [start, registered],
              [method.nameRange, "settings"],
              [handedOver(base), `${base.loss.name}(${set.name}=0.37)`],
            ),
            "import keras as kk",
          ),
        );
      }
      if (method.name === "call") found.push(edit(base, "forward", [method.nameRange, "forward"]));
      const start =
        method.name === "__init__" && method.body.find((line) => /^super\(.*__init__\(/.test(at(base, line)));
      if (start && method.body.length > 1) found.push(edit(base, "no super().__init__", [start.range, "pass"]));
    }
    return found;
  },

  "work-in-loss": (base) => [
    ...insertFirst(base, "a variable", "scale = keras.Variable(1.0)").map((mutant) =>
      withPrelude(mutant, "import keras"),
    ),
    ...insertFirst(base, "a TensorFlow variable", "scale = tensorflow.Variable(1.0)").map((mutant) =>
      withPrelude(mutant, "import tensorflow"),
    ),
    ...insertFirst(base, "a layer", "project = Dense(3)").map((mutant) =>
      withPrelude(mutant, "from tensorflow.keras.layers import Dense"),
    ),
    ...insertFirst(base, "a model", "vgg = VGG16(include_top=False)").map((mutant) =>
      withPrelude(mutant, "from tensorflow.keras.applications import VGG16"),
    ),
  ],

  "repeated-slice": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yTrue, yPred } = names(base);
    const body = { start: base.body.body[0]!.range.start, end: base.body.range.end };
    const parts = `mean = ${yPred}[:, :1]; scale = ${yPred}[:, :1]`;
    return write
      ? [
          edit(base, "one slice twice", [
            body,
            `${parts}; return ${write.square}(${yTrue} - mean) + ${write.abs}(scale)`,
          ]),
        ]
      : [];
  },

  "untrained-variable": (base) =>
    base.namespace
      ? changeReturns(base, "a learned scale", (returned) => `tf_.exp(-log_var) * (${returned}) + log_var`).map(
          (mutant) => withPrelude(mutant, "import tensorflow as tf_\nlog_var = tf_.Variable(0.0)\n"),
        )
      : [],

  "unused-term": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const returned = returnsOf(base);
    const statement = base.body.body.at(-1);
    if (!write || returned.length !== 1 || statement?.kind !== "Return" || base.body.body.length < 2) return [];
    const start = { start: statement.range.start, end: statement.range.start };
    const lineStart = base.text.lastIndexOf("\n", statement.range.start - 1) + 1;
    const indent = base.text.slice(lineStart, statement.range.start);
    const term = `${write.mean}(${write.square}(${names(base).yPred}))`;
    // Where the prediction has become something else, so has the term.
    return base.flow.result ? [edit(base, "a forgotten term", [start, `rc_term = ${term}\n${indent}`])] : [];
  },

  "captured-symbolic": (base) => {
    const write = base.namespace && dialects[base.namespace];
    if (!write || base.keras === "2") return [];
    const prelude = [
      "from tensorflow import keras as tk",
      "symbol_in = tk.Input((4,))",
      "symbol_out = tk.layers.Dense(2)(symbol_in)",
    ].join("\n");
    return ["symbol_in", "symbol_out"].flatMap((name) =>
      changeReturns(base, name, (value) => `(${value}) + ${write.mean}(${name})`).map((mutant) => ({
        ...withPrelude(mutant, prelude),
        keras: "3" as const,
      })),
    );
  },

  "removed-backend-function": (base) =>
    callsOf(
      base,
      /^keras\.ops\.(mean|sum|abs|square|exp|log|max|min|clip|maximum|minimum|softmax|sigmoid|stack|cast)$/,
    ).map(({ call, name }) => ({
      ...withPrelude(
        edit(base, `backend.${name}`, [call.function.range, `old.${name}`]),
        "from keras import backend as old",
      ),
      keras: "3",
    })),

  "changed-backend-function": (base) => {
    if (base.namespace !== "ops") return [];
    const { yTrue, yPred } = names(base);
    return [
      ["concatenate", `ops.concatenate([${yTrue}, ${yPred}])`],
      ["argmax", `ops.argmax(${yPred})`],
      ["expand_dims", `ops.expand_dims(${yPred})`],
    ].flatMap(([name, call]) => insertFirst(base, `${name} as of K`, `print(${call})`));
  },

  "crossentropy-argument-order": (base) => {
    const { yTrue, yPred } = names(base);
    if (base.namespace !== "K" || base.keras === "2") return [];
    return ["binary_crossentropy", "categorical_crossentropy"].flatMap((name) =>
      changeReturns(base, name, () => `K.${name}(${yPred}, ${yTrue})`),
    );
  },

  "removed-module": (base) =>
    [
      "from keras.objectives import mean_squared_error",
      "from keras import objectives",
      "from keras.backend.tensorflow_backend import mean as mean_of",
    ].map((statement) => ({ text: `${statement}\n${base.text}`, what: statement, keras: "3" })),

  "removed-tensorflow-function": (base) => [
    ...callsOf(base, /^tf\.math\.(log|log1p|is_nan|lgamma|digamma|erf|ceil)$/).map(({ call, name }) =>
      edit(base, `tf.${name}`, [call.function.range, `tf.${name}`]),
    ),
    ...callsOf(base, /^tf\.(cast)$/)
      .filter(({ call }) => call.arguments.length === 2 && at(base, call.arguments[1]!) === "tf.float32")
      .map(({ call }) => edit(base, "tf.to_float", [call.range, `tf.to_float(${at(base, call.arguments[0]!)})`])),
    ...callsOf(base, /^tf\.(reduce_mean|reduce_sum)$/).flatMap(({ call }) =>
      call.arguments
        .filter(({ name }) => name === "axis")
        .map(({ nameRange }) => edit(base, "reduction_indices", [nameRange!, "reduction_indices"])),
    ),
  ],

  "unknown-function": (base) => {
    const wrong: Readonly<Record<string, string>> = {
      ops: "ops.reduce_mean ops.clip_by_value ops.math.log ops.sqaure",
      K: "K.means K.reduce_sum K.absolute K.sqr",
      tf: "tf.mean tf.clip tf.math.mean tf.nn.sigmoids",
    };
    return callsOf(base, /^(?:keras\.ops|(?:tf\.)?keras\.backend|tf(?:\.math)?)\.(\w+)$/)
      .filter(({ call }) => call.function.kind === "Attribute")
      .slice(0, 4)
      .flatMap(({ call }, index) => {
        const name = wrong[base.namespace ?? ""]?.split(" ")[index];
        return name ? [edit(base, name, [call.function.range, name])] : [];
      });
  },

  "late-binding": (base) => {
    const { loss, text } = base;
    if (!isPlain(base)) return [];
    const call = `turn * ${loss.name}(t, p)`;
    return [
      ["appended", `kept = []\nfor turn in (1.0, 2.0):\n    kept.append(lambda t, p: ${call})\n`],
      ["in a dictionary", `kept = {}\nfor turn in (1.0, 2.0):\n    kept[turn] = lambda t, p: ${call}\n`],
      ["a comprehension", `kept = [lambda t, p: ${call} for turn in (1.0, 2.0)]\n`],
      [
        "a function",
        `kept = []\nfor each in (1.0, 2.0):\n    turn = each\n    def turn_loss(t, p):\n        return ${call}\n    kept += [turn_loss]\n`,
      ],
    ].map(([what, lines]) => ({ text: `${text}${lines}`, what: what! }));
  },

  "tensorflow-in-other-backend": (base) =>
    base.namespace === "tf" && callsOf(base, /^tf\.(?!keras)([\w.]+)$/).length > 0
      ? ["jax", "torch"].map((backend) => ({
          text: `import os\nos.environ["KERAS_BACKEND"] = "${backend}"\n${base.text}`,
          what: backend,
        }))
      : [],

  "no-gradient": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yPred } = names(base);
    if (!write || !base.flow.result?.fromPred) return [];
    return [
      ...insertFirst(base, "round", `${yPred} = ${write.round}(${yPred})`),
      ...insertFirst(base, "argmax", `${yPred} = ${write.argmax}(${yPred}, axis=-1)`),
      ...insertFirst(base, "a comparison", `${yPred} = ${yPred} > 0.5`),
      ...(base.namespace === "K"
        ? insertFirst(base, "a cast", `${yPred} = K.cast(${yPred}, "int32")`)
        : insertFirst(base, "a cast", `${yPred} = ${base.namespace}.cast(${yPred}, "int32")`)),
    ];
  },

  "numpy-on-tensor": (base) =>
    callsOf(base, whole)
      .filter(({ call }) => {
        const value = call.arguments[0] && base.flow.valueOf(call.arguments[0].value);
        return value?.sort === "tensor" && (value.fromPred || value.fromTrue);
      })
      .map(({ call, name }) =>
        withPrelude(edit(base, `np.${name}`, [call.function.range, `np.${name}`]), "import numpy as np"),
      ),

  "tensor-as-bool": (base) => {
    const write = base.namespace && dialects[base.namespace];
    if (!write || base.keras === "2") return [];
    const { yTrue, yPred } = names(base);
    return [
      ...insertFirst(base, "if", `if ${write.mean}(${yPred}) > 0.5:`, `    ${yTrue} = ${yTrue} * 2.0`),
      ...insertFirst(base, "and", `print(${write.mean}(${yPred}) > 0.1 and ${write.mean}(${yTrue}) > 0.1)`),
    ].map((mutant) => ({ ...mutant, keras: "3" as const }));
  },

  "loop-over-batch": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yPred } = names(base);
    if (!write) return [];
    return [
      ...insertFirst(base, "for", "rows = []", `for row in ${yPred}:`, `    rows.append(${write.mean}(row))`),
      ...insertFirst(base, "range", `for i in range(len(${yPred})):`, `    print(${yPred}[i])`),
    ];
  },

  "lost-epsilon": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yPred } = names(base);
    if (!write) return [];
    return [
      ...insertFirst(
        base,
        "clip",
        `${yPred} = ${write.clip}(${yPred}, 1e-12, 1.0 - 1e-12)`,
        `print(${write.log}(1.0 - ${yPred}))`,
      ),
      ...insertFirst(base, "1 - eps", `print(1.0 / (1.0 - (1 - 1e-15) * ${yPred}))`),
    ];
  },

  "integer-target": (base) => {
    const { yTrue, yPred } = names(base);
    if (!base.namespace) return [];
    const cast = `${base.namespace}.cast(${yTrue}, "int32")`;
    return insertFirst(base, "cast to int", `print(${cast} * ${yPred})`);
  },

  "unused-suppression": (base) =>
    ["mising-return", "batchaxis", "no_gradient"].flatMap((slip) =>
      insertFirst(base, `a slip of the hand: ${slip}`, `pass  # loss-lens: ignore[${slip}]`),
    ),

  "batch-axis": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yPred } = names(base);
    if (!write) return [];
    return [
      ...insertFirst(base, "the first sample", `print(${write.mean}(${yPred}), ${write.square}(${yPred}[0]))`),
      ...insertFirst(base, "two outputs", `print(${write.square}(${yPred}[0] - ${yPred}[1]))`),
      ...insertFirst(base, "steps", `print(${write.abs}(${yPred}[1:] - ${yPred}[:-1]))`),
      ...insertFirst(base, "some outputs", `print(${write.mean}(${yPred}[:3]))`),
      ...callsOf(base, /^(?:tf\.nn|(?:tf\.)?keras\.(?:ops|backend))\.((?:log_)?softmax)$/)
        .filter(({ call }) => call.arguments.length === 1 && base.flow.valueOf(call.arguments[0]!.value)?.isWhole)
        .filter(({ call }) => base.flow.valueOf(call.arguments[0]!.value)?.fromPred)
        .map(({ call }) => edit(base, "a softmax over the batch", [afterLast(call), ", axis=0"])),
    ];
  },

  "unreduced-loss": (base) =>
    ["kk.losses.mean_squared_error", "kk.losses.Huber(reduction='none')"].map((loss) => ({
      text: `import tensorflow as tf_\nimport keras as kk\n${base.text}\ndef train_step(model, x, y):\n    with tf_.GradientTape() as tape:\n        value = ${loss}(y, model(x))\n    return tape.gradient(value, model.trainable_variables)\n`,
      what: loss,
    })),

  "scalar-loss": (base) => {
    const write = base.namespace && dialects[base.namespace];
    const { yTrue, yPred } = names(base);
    if (!write || base.loss.form === "factory") return [];
    const first = base.body.body[0]!;
    const body = { start: first.range.start, end: base.body.range.end };
    const mean = `return ${write.mean}(${write.square}(${yTrue} - ${yPred}))`;
    const mutant = edit(base, "a mean over all", [body, mean]);
    return [{ ...mutant, text: `${mutant.text}model.fit(x, y, sample_weight=w)\n` }];
  },

  "swapped-arguments": (base) => {
    const { yTrue, yPred } = names(base);
    const own = isPlain(base) && base.loss.node.kind === "FunctionDefinition" && base.body.parameters.list.length === 2;
    return [
      ...(base.keras === "2"
        ? []
        : ["keras.losses.binary_crossentropy", "keras.losses.categorical_crossentropy"]
      ).flatMap((name) =>
        changeReturns(base, name, () => `kk.${name.slice("keras.".length)}(${yPred}, ${yTrue})`).map((mutant) =>
          withPrelude(mutant, "import keras as kk"),
        ),
      ),
      ...(own && yTrue === "y_true" && yPred === "y_pred"
        ? [
            {
              text: `${base.text}\ndef total(y_true, y_pred):\n    return 2.0 * ${base.loss.name}(y_pred, y_true)\n`,
              what: "called the other way about",
            },
          ]
        : []),
    ];
  },

  "metric-as-loss": (base) => [
    edit(base, "accuracy", [handedOver(base), '"accuracy"']),
    withPrelude(edit(base, "an AUC", [handedOver(base), "metrics.AUC()"]), "from tensorflow.keras import metrics"),
    withPrelude(
      edit(base, "binary_accuracy", [handedOver(base), "tf_metrics.binary_accuracy"]),
      "from tensorflow.keras import metrics as tf_metrics",
    ),
  ],

  "logits-mismatch": (base) => {
    const model = (activation: string): string =>
      `from tensorflow import keras as kk\nmodel = kk.Sequential([kk.layers.Dense(8), kk.layers.Dense(3${activation})])`;
    const crossentropies = ["BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"];
    return crossentropies.flatMap((name) => [
      withPrelude(
        edit(base, `${name} of probabilities`, [handedOver(base), `kk.losses.${name}(from_logits=True)`]),
        model(', activation="softmax"'),
      ),
      withPrelude(edit(base, `${name} of logits`, [handedOver(base), `kk.losses.${name}()`]), model("")),
    ]);
  },
};
