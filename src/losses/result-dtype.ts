/** The dtype of what a function of Keras or TensorFlow gives, as far as the call tells it. */

import { canonicalName } from "../keras/canonical.ts";
import type { FunctionParameter, FunctionTraits } from "../keras/functions/function-row.ts";
import { placeOf } from "../keras/functions/function-traits.ts";
import type { Call, Expression } from "../python/ast.ts";
import type { FlowRun } from "./flow-run.ts";
import type { FlowValue } from "./flow-value.ts";

type Dtype = FlowValue["dtype"];

/** `parameters` are those that the arguments reach, undefined for a setting. */
export function resultDtype(
  run: FlowRun,
  node: Call,
  values: readonly FlowValue[],
  parameters: readonly (FunctionParameter | undefined)[],
  traits: FunctionTraits,
): Dtype {
  const rule = traits.dtype;
  if (rule === undefined || rule === "float" || rule === "int" || rule === "bool") return rule;
  const place = placeOf(traits, "dtype");
  const asked = node.arguments.find(({ name }, index) => name === "dtype" || (name === undefined && index === place));
  if (rule === "cast" && asked) return castDtype(run, asked.value);
  const carrying = values.filter((_, index) => ["through", "zero"].includes(parameters[index]?.gradient ?? ""));
  const operands = carrying.length > 0 ? carrying : values.filter((_, index) => parameters[index]?.gradient);
  // A function of a condition alone, as `where(mask)`, gives indices.
  if (carrying.length === 0 && parameters[0]?.name === "condition") return "int";
  return commonDtype(rule, operands);
}

function commonDtype(rule: "same" | "number" | "promoted" | "cast", operands: readonly FlowValue[]): Dtype {
  const tensors = operands.filter(({ sort }) => sort !== "python");
  if (rule === "promoted" && tensors.some(({ dtype }) => dtype === "float")) return "float";
  // A Python float among whole numbers makes floats where dtypes are promoted.
  if (rule === "promoted" && tensors.length < operands.length) return undefined;
  const [first] = tensors;
  // A function of several tensors: what is known of the first may not hold for the rest.
  if (!tensors.every(({ dtype }) => dtype === first?.dtype)) return undefined;
  return first?.dtype === "bool" && (rule === "number" || rule === "promoted") ? undefined : first?.dtype;
}

/** `"int32"`, `tf.int64`, `K.floatx()`, `y_pred.dtype`. */
function castDtype(run: FlowRun, node: Expression): Dtype {
  if (node.kind === "Constant" && typeof node.value === "string") return dtypeNamed(node.value);
  if (node.kind === "Attribute" && node.attribute === "dtype") return run.values.get(node.value)?.dtype;
  const qualified = run.resolver.qualifiedName(node.kind === "Call" ? node.function : node);
  if (qualified === undefined) return undefined;
  const name = canonicalName(qualified);
  return name.endsWith(".floatx") ? "float" : dtypeNamed(name.slice(name.lastIndexOf(".") + 1));
}

function dtypeNamed(name: string): Dtype {
  if (/^(?:float|double|half|bfloat16|float\d+)$/.test(name)) return "float";
  if (/^u?int\d*$/.test(name)) return "int";
  return /^bool_?$/.test(name) ? "bool" : undefined;
}
