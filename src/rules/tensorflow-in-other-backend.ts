import { opsNameOf } from "../keras/tensorflow-to-ops.ts";
import { chosenBackend } from "../losses/chosen-backend.ts";
import { importedNamespaces } from "../losses/fixes/tensor-call.ts";
import { callInOps } from "../losses/fixes/tensorflow-call.ts";
import type { LossFlow } from "../losses/flow.ts";
import { placeOf } from "../losses/imported-losses.ts";
import { placeIn } from "../losses/related.ts";
import type { Resolver } from "../losses/resolve.ts";
import type { ProposedFix, RuleContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import type { Call, Expression } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { insertImport } from "../python/import-edits.ts";
import { walk } from "../python/walk.ts";

export const tensorFlowInOtherBackend = defineRule({
  id: "tensorflow-in-other-backend",
  severity: "warning",
  summary: "A loss calls TensorFlow where the file or project chooses another backend for Keras",

  check(context) {
    const { kerasLosses, uses, flowOf, imported, resolver, source, report } = context;
    const setting = chosenBackend(context);
    if (!setting) return;
    const told = new Set<Expression>();
    const chosen = setting.at ? [placeIn(setting.at.range, "The backend is chosen here.")] : [];
    for (const loss of kerasLosses) {
      for (const { node, qualified } of callsOnTensors(flowOf(loss), resolver)) {
        if (told.has(node)) continue;
        told.add(node);
        const name = opsNameOf(qualified);
        report(
          node.function,
          `'${source(node.function)}' cannot take the tensors of ${backendNames[setting.backend]}${setting.said}${name ? `; use 'keras.ops.${name}'` : ""}.`,
          name === undefined ? [] : fix(context, node, name),
          { related: chosen },
        );
      }
    }
    // A loss of another file, which does not know for whom it works.
    for (const { role, loss, value } of setting.at ? uses : []) {
      const other = role !== "loss" || loss ? undefined : imported(value.kind === "Call" ? value.function : value);
      if (other?.kind !== "loss") continue;
      const { module } = other;
      const [call] = callsOnTensors(module.flowOf(other.loss), module.resolver);
      if (!call) continue;
      report(
        value,
        `'${other.loss.name}' (${placeOf(other.loss, module)}) calls '${call.qualified}', which cannot take the tensors of ${backendNames[setting.backend]}${setting.said}.`,
        [],
        { related: [placeIn(call.node.function.range, "It is called here.", module), ...chosen] },
      );
    }
  },
});

interface TensorFlowCall {
  readonly node: Call;
  readonly qualified: string;
}

/** The calls of TensorFlow's functions on what Keras hands over: what is made of constants never meets its tensors. */
function callsOnTensors(flow: LossFlow | undefined, resolver: Resolver): readonly TensorFlowCall[] {
  if (!flow) return [];
  return flow.nodes("Call").flatMap((node) => {
    const qualified = resolver.qualifiedName(node.function);
    if (qualified === undefined || !/^tf\.(?!keras\.)/.test(qualified)) return [];
    const given = node.arguments.map(({ value }) => flow.valueOf(value));
    return given.some((value) => value && (value.fromPred || value.fromTrue) && value.sort !== "python")
      ? [{ node, qualified }]
      : [];
  });
}

const backendNames = { jax: "JAX", torch: "PyTorch" } as const;

/** The call in `keras.ops`, where its arguments mean the same there. */
function fix(context: RuleContext, node: Call, name: string): readonly ProposedFix[] {
  const { module, resolver } = context;
  const ops = importedNamespaces(context).find(({ namespace }) => namespace === "ops")?.alias;
  const written = callInOps(node, name, ops ?? "ops", resolver);
  if (written === undefined) return [];
  const edits: Edit[] = [...written];
  if (ops === undefined) {
    if (isTaken(context, "ops")) return [];
    edits.push(insertImport(module, "from keras import ops"));
  }
  return [{ title: `Replace with '${ops ?? "ops"}.${name}'`, edits }];
}

function isTaken({ module }: RuleContext, name: string): boolean {
  let isUsed = false;
  walk(module, (node) => {
    if (node.kind === "Name" && node.id === name) isUsed = true;
  });
  return isUsed;
}
