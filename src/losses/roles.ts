/** What a loss is for: whether Keras itself will run it, and whether it is only watched. */

import { importedModules } from "../keras/import-forms.ts";
import type { Call } from "../python/ast.ts";
import type { LossDefinition, LossUse } from "./loss.ts";
import { isLossName, isMetricName } from "./loss-names.ts";
import type { ModuleIndex, Placed } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";
import { returnsValue } from "./returns.ts";
import { arrayMakers } from "./scoring.ts";

const kerasFunction = /^(?:keras|tf)\./;

export interface Roles {
  /**
   * Keras runs it on tensors: it is handed to Keras, is a `Loss`, or is written with Keras's or TensorFlow's
   * functions. A function of NumPy alone that scores predictions afterwards is not.
   */
  isForKeras(loss: LossDefinition): boolean;
  /** Only ever watched: used as a metric alone, or named as one and not used as a loss. */
  isMetric(loss: LossDefinition): boolean;
}

/** Answers for the losses of one module. */
export function createRoles(
  losses: readonly LossDefinition[],
  uses: readonly LossUse[],
  index: ModuleIndex,
  resolver: Resolver,
): Roles {
  if (losses.length === 0) return { isForKeras: () => false, isMetric: () => false };
  const rolesOf = new Map<LossDefinition, Set<LossUse["role"]>>();
  for (const { loss, role } of uses) {
    if (!loss) continue;
    const roles = rolesOf.get(loss) ?? new Set();
    rolesOf.set(loss, roles.add(role));
  }
  const bodies = new Set(losses.map((loss) => loss.body));
  const withKeras = new Set<LossDefinition["body"]>();
  const withNumpy = new Set<LossDefinition["body"]>();
  const isEvaluation = arrayMakers(resolver) as ReadonlySet<unknown>;
  const note = ({ enclosing }: Placed<Call>, users: Set<LossDefinition["body"]>): void => {
    for (let at = enclosing; at; at = at.outer)
      if (at.node.kind !== "ClassDefinition" && bodies.has(at.node)) users.add(at.node);
  };
  for (const call of resolver.callsOf(kerasFunction)) note(call, withKeras);
  for (const call of resolver.callsOf(/^numpy\./)) note(call, withNumpy);
  const importsKeras = index.imports.some((statement) =>
    importedModules(statement).some((module) => /^(?:keras|tensorflow|tf_keras|keras_core)(?:\.|$)/.test(module)),
  );
  const differentiated = lossesUnderTape(uses, index, resolver);
  const metrics = new Map<LossDefinition, boolean>();
  return {
    isForKeras(loss) {
      const roles = rolesOf.get(loss);
      if (loss.form === "class") return true;
      if (roles?.has("loss") || roles?.has("metric") || roles?.has("addLoss") || roles?.has("customObject"))
        return true;
      if (differentiated.has(loss)) return true;
      if (isEvaluation.has(loss.body)) return false;
      const ownName = loss.name.slice(loss.name.lastIndexOf(".") + 1);
      if (withKeras.has(loss.body)) return isLossName(ownName) || isMetricName(ownName) || !isProcedure(loss);
      // With NumPy, `rmse` and its like score predictions after training.
      if (withNumpy.has(loss.body) && !/loss|objective/i.test(loss.name)) return false;
      // Called by hand, as one scores predictions after training.
      return importsKeras && isLossName(ownName) && !roles?.has("call");
    },
    isMetric(loss) {
      const answer = metrics.get(loss);
      if (answer !== undefined) return answer;
      const isOne = decideMetric(loss);
      metrics.set(loss, isOne);
      return isOne;
    },
  };

  /** Returns nothing and ends in what it does: prints, plots, asserts. */
  function isProcedure({ body }: LossDefinition): boolean {
    if (body?.kind !== "FunctionDefinition" || returnsValue(body)) return false;
    const last = body.body.at(-1);
    if (last?.kind !== "ExpressionStatement") return last?.kind !== "Assign";
    return last.value.kind === "Call" && !isKerasName(resolver.qualifiedName(last.value.function));
  }

  function decideMetric(loss: LossDefinition): boolean {
    const roles = rolesOf.get(loss);
    if (roles?.has("loss") || roles?.has("addLoss")) return false;
    const inner = loss.body?.kind === "FunctionDefinition" ? loss.body.name : "";
    return roles?.has("metric") === true || isMetricName(loss.name) || (loss.form === "factory" && isMetricName(inner));
  }
}

/** `loss = my_loss(y, pred)` of which `tape.gradient(loss, …)` is asked. */
function lossesUnderTape(
  uses: readonly LossUse[],
  index: ModuleIndex,
  resolver: Resolver,
): ReadonlySet<LossDefinition> {
  const found = new Set<LossDefinition>();
  if (!uses.some(({ role }) => role === "call") || resolver.callsOf(/^tf\.GradientTape$/).length === 0) return found;
  for (const { node } of index.calls) {
    const [first] = node.arguments;
    if (node.function.kind !== "Attribute" || node.function.attribute !== "gradient" || first?.value.kind !== "Name")
      continue;
    const meant = resolver.resolve(first.value);
    if (meant?.kind !== "value") continue;
    const { start, end } = meant.value.range;
    for (const { role, call, loss } of uses)
      if (role === "call" && loss && start <= call.range.start && call.range.end <= end) found.add(loss);
  }
  return found;
}

/** Whether a qualified name is one of Keras or TensorFlow. */
export function isKerasName(qualified: string | undefined): boolean {
  return qualified !== undefined && kerasFunction.test(qualified);
}

/** A method may be a metric's part or a helper: only what is used as a loss, or named as one, is meant to train. */
export function isMeantForTraining(loss: LossDefinition, uses: readonly LossUse[]): boolean {
  if (loss.form === "class" || /loss/i.test(loss.name)) return true;
  const roles = new Set(uses.filter((use) => use.loss === loss).map((use) => use.role));
  if (roles.has("loss") || roles.has("addLoss")) return true;
  return loss.form !== "method" && !roles.has("call") && !roles.has("metric");
}
