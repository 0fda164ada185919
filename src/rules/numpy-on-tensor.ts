import { tensorCall } from "../losses/fixes/tensor-call.ts";
import type { LossFlow } from "../losses/flow.ts";
import { defineRule } from "../losses/rule.ts";
import type { Call, Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

/** Only look at shapes, dtypes and types, or make a plain value to pass on. */
const harmlessNumpy = new Set(
  "float32 float64 int32 int64 shape ndim size finfo iinfo dtype result_type issubdtype prod_shape newaxis".split(" "),
);
const builtinCalls = new Set("float int bool max min sum".split(" "));

export const numpyOnTensor = defineRule({
  id: "numpy-on-tensor",
  severity: "error",
  summary: "NumPy, math or a built-in is applied to a tensor that comes from y_true or y_pred",

  checkLoss(context) {
    const { flow, resolver, source, report, isMetric } = context;
    if (!flow) return;
    for (const node of flow.nodes("Call")) {
      const argument = tensorArgument(node, flow);
      const qualified = resolver.qualifiedName(node.function);
      const [library, name] = split(qualified);
      if ((library === "numpy" || library === "math" || library === "scipy") && argument && !harmlessNumpy.has(name)) {
        const instead = tensorCall(name, context, node);
        report(
          node,
          `'${source(node.function)}' cannot work on the tensor ${quoted(source(argument))}${instead ? `; use '${instead.shown}'` : ""}.`,
          instead ? instead.fix : [],
        );
      } else if (
        qualified !== undefined &&
        builtinCalls.has(qualified) &&
        argument &&
        isTensorForBuiltin(qualified, node, flow)
      ) {
        const instead =
          qualified === "max" || qualified === "min" || qualified === "sum"
            ? tensorCall(qualified, context, node)
            : undefined;
        report(
          node,
          `Python's '${qualified}' cannot work on the tensor ${quoted(source(argument))}${instead ? `; use '${instead.shown}'` : ""}.`,
          instead ? instead.fix : [],
        );
      } else if (
        /^(?:tf\.)?keras\.(?:backend\.(?:eval|get_value)|ops\.convert_to_numpy)$/.test(qualified ?? "") &&
        argument
      ) {
        report(
          node,
          `'${source(node.function)}' needs a value, and inside a loss there is none yet: leave the tensor a tensor.`,
        );
      } else if (
        node.function.kind === "Attribute" &&
        node.function.attribute === "numpy" &&
        node.arguments.length === 0
      ) {
        const owner = flow.valueOf(node.function.value);
        if (owner?.sort !== "tensor" || !(owner.fromPred || owner.fromTrue)) continue;
        // A metric may be run eagerly on purpose.
        if (isMetric) continue;
        report(node, "'.numpy()' needs a value, and inside a loss there is none yet: leave the tensor a tensor.");
      }
    }
  },
});

function split(qualified: string | undefined): [string, string] {
  if (qualified === undefined) return ["", ""];
  const dot = qualified.indexOf(".");
  return dot < 0 ? ["", qualified] : [qualified.slice(0, dot), qualified.slice(qualified.lastIndexOf(".") + 1)];
}

/** The first argument that is a tensor made from the data. */
function tensorArgument(call: Call, flow: LossFlow): Expression | undefined {
  return call.arguments.find(({ value }) => isDataTensor(value, flow))?.value;
}

function isDataTensor(value: Expression, flow: LossFlow): boolean {
  const known = flow.valueOf(value);
  if (known === undefined || !(known.fromPred || known.fromTrue)) return false;
  return known.sort === "tensor";
}

/** `sum` over a list of terms is fine; over `y_pred` it walks the batch. */
function isTensorForBuiltin(name: string, call: Call, flow: LossFlow): boolean {
  if (name === "sum") {
    const first = call.arguments[0]?.value;
    return first !== undefined && isDataTensor(first, flow) && call.arguments.length === 1;
  }
  if (name === "max" || name === "min") {
    if (call.arguments.length === 1) return isDataTensor(call.arguments[0]!.value, flow);
    return call.arguments.some(({ value, name: keyword }) => keyword === undefined && isDataTensor(value, flow));
  }
  return call.arguments.length === 1 && isDataTensor(call.arguments[0]!.value, flow);
}
