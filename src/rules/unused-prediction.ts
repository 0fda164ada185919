import { meaningOf } from "../losses/loss-names.ts";
import { isOwnName } from "../losses/resolve.ts";
import { isStub, returnsValue } from "../losses/returns.ts";
import type { LossContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import type { Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

export const unusedPrediction = defineRule({
  id: "unused-prediction",
  severity: "error",
  summary: "y_pred, or y_true, does not reach the result of a loss",

  checkLoss(context) {
    const { loss, flow, source, report } = context;
    const { body, yTrue, yPred, form } = loss;
    if (!body || !yTrue || !yPred || form === "method") return;
    if (body.kind === "FunctionDefinition" && (isStub(body) || !returnsValue(body))) return;
    if (!flow?.result) return;
    const { fromPred, fromTrue } = flow.result;
    if (!fromPred) {
      // A dummy loss returns a constant; a loss may also stand on what it captures.
      if (!fromTrue || isUnusedName(yPred.name) || capturesTensors(context)) return;
      report(yPred.nameRange, `'${yPred.name}' does not reach the result: the model cannot learn from this loss.`);
    } else if (!fromTrue) {
      if (isUnusedName(yTrue.name) || meaningOf(yTrue.name).meaning !== "true") return;
      if (!meansToCompare(body, yTrue.name, source) || capturesTensors(context)) return;
      report(yTrue.nameRange, `'${yTrue.name}' does not reach the result.`, [], {
        atMost: "hint",
        tag: "unnecessary",
      });
    }
  },
});

function isUnusedName(name: string): boolean {
  return name.startsWith("_") || /dummy|unused|ignored?|not_used|fake|placeholder/i.test(name);
}

/**
 * Whether `y_true` was meant to matter: it is read, and what is made of it is left behind, or `y_pred` is compared with
 * itself. A loss that never mentions it is a critic, a regularizer, or the pass-through of a model that computes its own.
 */
function meansToCompare(body: FunctionDefinition | Lambda, yTrue: string, source: LossContext["source"]): boolean {
  let means = false;
  // `del y_true` says that it is not.
  if (body.kind === "FunctionDefinition" && body.body.some((at) => at.kind === "Delete" && source(at).includes(yTrue)))
    return false;
  const visit = (at: Parameters<typeof walk>[0]): void => {
    if (at.kind === "Name" && at.id === yTrue) means = true;
    if (at.kind === "BinaryOperation" && at.operator === "-" && source(at.left) === source(at.right)) means = true;
    const [first, second] = at.kind === "Call" ? at.arguments : [];
    if (first?.value.kind === "Name" && second && source(first.value) === source(second.value)) means = true;
  };
  if (body.kind === "Lambda") walk(body.body, visit);
  else for (const statement of body.body) walk(statement, visit);
  return means;
}

/** Variables from around the loss that may be tensors: layers' outputs, a model, attributes that are made by a call. */
function capturesTensors({ loss, names, source }: LossContext): boolean {
  const { body, node } = loss;
  if (!body) return false;
  let captures = false;
  const look = (at: Expression): void => {
    if (
      at.kind === "Attribute" &&
      at.value.kind === "Name" &&
      at.value.id === "self" &&
      node.kind === "ClassDefinition" &&
      at.attribute.length < 100
    ) {
      if (new RegExp(`self\\.${at.attribute}\\s{0,9}(?::[^=\\n]{1,80})?=\\s{0,9}[\\w.]{1,80}\\(`).test(source(node)))
        captures = true;
    }
    if (at.kind !== "Name") return;
    const binding = names.bindingOf(at);
    if (!binding || isOwnName(binding, body)) return;
    for (const site of binding.sites) {
      if (site.kind === "parameter" && site.parameter.default === undefined && !isSetting(site.parameter.name))
        captures = true;
      if (site.kind === "loop" || site.kind === "with") captures = true;
      if (site.kind === "assignment" && (!site.value || holdsCall(site.value))) captures = true;
    }
  };
  const visit = (at: Parameters<typeof walk>[0]): void => {
    if (at.kind === "Name" || at.kind === "Attribute") look(at);
  };
  if (body.kind === "Lambda") walk(body.body, visit);
  else for (const statement of body.body) walk(statement, visit);
  return captures;
}

/** What people call the numbers that a factory is given: none of them is a tensor of the model. */
function isSetting(name: string): boolean {
  return /^(?:self|q|p|k|n|c|t|tau|rho|eps|temp|pos|neg)$|alpha|beta|gamma|delta|epsilon|margin|quantile|weight|power|smooth|temperature|lambda|^num_|^n_|size|axis|kind|mode|missing|scale|threshold|rate|ratio|factor|class/i.test(
    name,
  );
}

function holdsCall(value: Expression): boolean {
  let found = false;
  walk(value, (at) => {
    if (at.kind === "Call" || at.kind === "Name") found = true;
  });
  return found;
}
