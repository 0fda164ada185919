import { conventionalName } from "../keras/import-forms.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { Expression } from "../python/ast.ts";
import { insertImport } from "./imports.ts";
import { defineRule, type RuleContext } from "./rule.ts";
import { importedNamespaces } from "./tensor-call.ts";

/** What takes the same arguments in the same order in both. */
const counterparts: Readonly<Record<string, string>> = {
  "tf.reduce_mean": "mean",
  "tf.reduce_sum": "sum",
  "tf.reduce_max": "max",
  "tf.reduce_min": "min",
  "tf.reduce_prod": "prod",
  "tf.math.reduce_mean": "mean",
  "tf.math.reduce_sum": "sum",
  "tf.math.reduce_std": "std",
  "tf.math.reduce_variance": "var",
  "tf.abs": "abs",
  "tf.math.abs": "abs",
  "tf.square": "square",
  "tf.math.square": "square",
  "tf.sqrt": "sqrt",
  "tf.math.sqrt": "sqrt",
  "tf.exp": "exp",
  "tf.math.exp": "exp",
  "tf.math.log": "log",
  "tf.math.log1p": "log1p",
  "tf.pow": "power",
  "tf.math.pow": "power",
  "tf.maximum": "maximum",
  "tf.minimum": "minimum",
  "tf.clip_by_value": "clip",
  "tf.where": "where",
  "tf.zeros_like": "zeros_like",
  "tf.ones_like": "ones_like",
  "tf.sigmoid": "sigmoid",
  "tf.nn.sigmoid": "sigmoid",
  "tf.nn.softmax": "softmax",
  "tf.nn.log_softmax": "log_softmax",
  "tf.nn.relu": "relu",
  "tf.nn.softplus": "softplus",
  "tf.math.softplus": "softplus",
  "tf.tanh": "tanh",
  "tf.sign": "sign",
  "tf.expand_dims": "expand_dims",
  "tf.reshape": "reshape",
  "tf.stack": "stack",
  "tf.concat": "concatenate",
  "tf.greater": "greater",
  "tf.less": "less",
  "tf.equal": "equal",
  "tf.not_equal": "not_equal",
  "tf.stop_gradient": "stop_gradient",
  "tf.shape": "shape",
};

export const tensorflowInOtherBackend = defineRule({
  id: "tensorflow-in-other-backend",
  severity: "warning",
  summary: "A loss calls TensorFlow in a file that runs Keras on JAX or PyTorch",

  check(context) {
    const backend = chosenBackend(context);
    if (!backend) return;
    const { kerasLosses, flowOf, resolver, source, report, module, dialect, names } = context;
    const imported = importedNamespaces(context).find(({ namespace }) => namespace === "ops");
    const isFree = !names.moduleScope.bindings.has("ops");
    const ops = imported?.alias ?? "ops";
    const statement = conventionalName("ops", dialect === "tf.keras" ? "keras" : dialect)!.statement;
    const told = new Set<Expression>();
    for (const loss of kerasLosses) {
      for (const call of flowOf(loss)?.nodes("Call") ?? []) {
        const qualified = resolver.qualifiedName(call.function);
        if (told.has(call) || !qualified?.startsWith("tf.") || qualified.startsWith("tf.keras.")) continue;
        told.add(call);
        const counterpart = Object.hasOwn(counterparts, qualified) ? counterparts[qualified] : undefined;
        // Only arguments that both name alike.
        const isAlike = call.arguments.every(
          ({ name }) => name === undefined || name === "axis" || name === "keepdims",
        );
        const fix =
          counterpart && isAlike && (imported || isFree)
            ? {
                title: `Replace with '${ops}.${counterpart}'`,
                edits: [
                  { range: call.function.range, newText: `${ops}.${counterpart}` },
                  ...(imported ? [] : [insertImport(module, statement)]),
                ],
              }
            : [];
        report(
          call.function,
          `This file runs Keras on ${backend}, where '${source(call.function)}' cannot work${counterpart ? `; use '${ops}.${counterpart}'` : ""}.`,
          fix,
        );
      }
    }
  },
});

/** `os.environ["KERAS_BACKEND"] = "jax"`, `os.environ.setdefault(…)`, `keras.config.set_backend("jax")`. */
function chosenBackend({ index, resolver }: RuleContext): string | undefined {
  const named = (node: Expression | undefined): string | undefined => {
    if (node?.kind !== "Constant") return undefined;
    return node.value === "jax"
      ? "JAX"
      : node.value === "torch"
        ? "PyTorch"
        : node.value === "tensorflow"
          ? "TensorFlow"
          : undefined;
  };
  const isKey = (node: Expression | undefined): boolean => node?.kind === "Constant" && node.value === "KERAS_BACKEND";
  const found: (string | undefined)[] = [];
  for (const { node } of index.itemAssignments) {
    const [target] = node.targets;
    if (target?.kind === "Subscript" && isKey(target.index)) found.push(named(node.value));
  }
  for (const { node: call } of index.calls) {
    const name = resolver.qualifiedName(call.function);
    if (name === "os.environ.setdefault" || name === "os.putenv") {
      if (isKey(argumentOf(call, "key", 0)?.value)) found.push(named(argumentOf(call, "value", 1)?.value));
    } else if (name === "keras.config.set_backend") found.push(named(argumentOf(call, "backend", 0)?.value));
  }
  // Chosen twice, or by a variable, it may be TensorFlow after all.
  const [backend] = found;
  return found.length === 1 && backend !== "TensorFlow" ? backend : undefined;
}
