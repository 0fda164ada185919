/** How a file imports Keras, and the import that suits it for a name that it lacks. */

import type { Import, ImportFrom } from "../python/ast.ts";

/** `keras`: the package itself. `tf.keras`: through TensorFlow. */
export type KerasDialect = "keras" | "tf.keras";

/** Which of the two a file speaks: the one that more of its imports name; the package itself where none does. */
export function kerasDialect(imports: readonly (Import | ImportFrom)[]): KerasDialect {
  let standalone = 0;
  let throughTensorFlow = 0;
  let tensorFlow = 0;
  for (const statement of imports) {
    for (const module of importedModules(statement)) {
      if (/^keras(\.|$)/.test(module)) standalone++;
      else if (/^tensorflow(\.compat\.v[12])?(\.python)?\.keras(\.|$)/.test(module)) throughTensorFlow++;
      else if (module === "tensorflow" || module.startsWith("tensorflow.")) tensorFlow++;
    }
  }
  if (throughTensorFlow > standalone) return "tf.keras";
  if (standalone > 0) return "keras";
  return tensorFlow > 0 ? "tf.keras" : "keras";
}

/** The modules that a statement reads: `from tensorflow import keras` counts as `tensorflow.keras`. */
export function importedModules(statement: Import | ImportFrom): string[] {
  if (statement.kind === "Import") return statement.names.map((alias) => alias.name);
  if (statement.level > 0) return [];
  return statement.names.map((alias) =>
    statement.module === "tensorflow" && alias.name === "keras" ? "tensorflow.keras" : statement.module,
  );
}

/** A name that everyone gives the same module, and what it stands for. */
export interface ConventionalName {
  /** What it resolves to, as `qualifiedName` would say. */
  readonly qualifiedName: string;
  readonly statement: string;
}

const anyDialect: Readonly<Record<string, ConventionalName>> = {
  tf: { qualifiedName: "tf", statement: "import tensorflow as tf" },
  tensorflow: { qualifiedName: "tf", statement: "import tensorflow" },
  np: { qualifiedName: "numpy", statement: "import numpy as np" },
  numpy: { qualifiedName: "numpy", statement: "import numpy" },
  math: { qualifiedName: "math", statement: "import math" },
  functools: { qualifiedName: "functools", statement: "import functools" },
  tfp: { qualifiedName: "tensorflow_probability", statement: "import tensorflow_probability as tfp" },
};

const byDialect: Readonly<Record<KerasDialect, Readonly<Record<string, ConventionalName>>>> = {
  keras: {
    K: { qualifiedName: "keras.backend", statement: "from keras import backend as K" },
    backend: { qualifiedName: "keras.backend", statement: "from keras import backend" },
    keras: { qualifiedName: "keras", statement: "import keras" },
    ops: { qualifiedName: "keras.ops", statement: "from keras import ops" },
  },
  "tf.keras": {
    K: { qualifiedName: "tf.keras.backend", statement: "from tensorflow.keras import backend as K" },
    backend: { qualifiedName: "tf.keras.backend", statement: "from tensorflow.keras import backend" },
    keras: { qualifiedName: "tf.keras", statement: "from tensorflow import keras" },
    ops: { qualifiedName: "tf.keras.ops", statement: "from tensorflow.keras import ops" },
  },
};

/** What `name` means by convention in `dialect`, if it has such a meaning. */
export function conventionalName(name: string, dialect: KerasDialect): ConventionalName | undefined {
  if (Object.hasOwn(byDialect[dialect], name)) return byDialect[dialect][name];
  return Object.hasOwn(anyDialect, name) ? anyDialect[name] : undefined;
}
