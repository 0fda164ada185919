import { argumentOf } from "../losses/find-uses.ts";
import type { LossUse } from "../losses/loss.ts";
import { createModelReader } from "../losses/models/model-reader.ts";
import { type OutputActivation, outputActivation } from "../losses/models/output-activation.ts";
import type { ProposedFix, RuleContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import type { Argument, Call, Expression } from "../python/ast.ts";
import { appendArgument } from "../python/edits.ts";

const crossentropyClass =
  /^(?:tf\.)?keras\.losses\.(?:BinaryCrossentropy|CategoricalCrossentropy|SparseCategoricalCrossentropy|BinaryFocalCrossentropy|CategoricalFocalCrossentropy)$/;
const crossentropyFunction =
  /^(?:tf\.)?keras\.(?:losses|metrics|backend|ops)\.(?:binary_crossentropy|categorical_crossentropy|sparse_categorical_crossentropy|binary_focal_crossentropy|categorical_focal_crossentropy)$/;
const crossentropyName =
  /^(?:(?:sparse_)?categorical|binary)_crossentropy$|^(?:Binary|(?:Sparse)?Categorical)Crossentropy$/;
const withLogits =
  /^tf\.(?:compat\.v1\.)?(?:nn\.(?:sigmoid_cross_entropy_with_logits|(?:sparse_)?softmax_cross_entropy_with_logits(?:_v2)?|weighted_cross_entropy_with_logits)|losses\.(?:sigmoid|softmax|sparse_softmax)_cross_entropy)$/;
const squashing =
  /^(?:(?:tf\.)?keras\.(?:activations|ops|backend)|tf\.nn|tf\.math|tf)\.(softmax|log_softmax|sigmoid|log_sigmoid)$/;

export const logitsMismatch = defineRule({
  id: "logits-mismatch",
  severity: "warning",
  summary: "A loss expects logits and the model gives probabilities, or the other way about",

  check(context) {
    const { uses, index, names, resolver, source, report } = context;
    const losses = uses.filter(({ role, call }) => role === "loss" && call.function.kind === "Attribute");
    if (losses.length === 0) return;
    const tried = countLosses(losses, source);
    const models = createModelReader(names, index, resolver);
    for (const use of losses) {
      // One output and one loss: with several, which goes with which is not certain.
      if (use.argument?.value !== use.value) continue;
      const callee = use.call.function;
      // A model on which many losses are tried was made for none of them.
      if (callee.kind === "Attribute" && (tried.get(source(callee.value))?.size ?? 0) > 2) continue;
      const placed = index.calls.find(({ node }) => node === use.call);
      if (callee.kind !== "Attribute" || !placed) continue;
      const ends = models.outputs(callee.value, placed);
      const output = ends?.length === 1 ? outputActivation(ends[0]!.layer, resolver) : undefined;
      const expected = output && expectationOf(use, context);
      if (!output || !expected || expected.kind === output.kind) continue;
      const model = source(callee.value);
      const related = { related: [{ range: output.layer.range, message: "The model's last layer." }] };
      if (expected.kind === "logits")
        report(
          expected.at,
          `${expected.says}, but '${model}' ends in ${output.name}: ${output.name} is applied twice.`,
          expected.fix ? [expected.fix] : [],
          related,
        );
      else
        report(
          expected.at,
          `${expected.says}, but '${model}' ends in a layer without activation: its outputs are logits.`,
          expected.fix ? [expected.fix] : [],
          related,
        );
    }
  },

  /** What is squashed already, given to a function that squashes it again. */
  checkLoss({ flow, resolver, source, report }) {
    for (const call of flow?.nodes("Call") ?? []) {
      const qualified = resolver.qualifiedName(call.function) ?? "";
      const logits = withLogits.test(qualified)
        ? (argumentOf(call, "logits", 1) ?? argumentOf(call, "logits", undefined))
        : crossentropyFunction.test(qualified) && flagOf(argumentOf(call, "from_logits", 2)?.value)
          ? (argumentOf(call, "output", 1) ?? argumentOf(call, "y_pred", undefined))
          : undefined;
      const made = logits && madeBy(logits.value, resolver);
      const squash = made && squashing.exec(resolver.qualifiedName(made.function) ?? "")?.[1];
      if (!logits || !squash || squash.startsWith("log_")) continue;
      report(
        logits.value,
        `'${source(call.function)}' expects logits, and ${squash} has been applied to this: it is applied twice.`,
        [],
        logits.value === made ? {} : { related: [{ range: made.range, message: "Applied here." }] },
      );
    }
  },
});

/** The losses with which each model is compiled, as they are written. */
function countLosses(
  losses: readonly LossUse[],
  source: RuleContext["source"],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { call, value } of losses) {
    if (call.function.kind !== "Attribute") continue;
    const model = source(call.function.value);
    found.set(model, (found.get(model) ?? new Set()).add(source(value)));
  }
  return found;
}

interface Expectation {
  readonly kind: OutputActivation["kind"];
  readonly at: Argument | Expression;
  /** The beginning of the message. */
  readonly says: string;
  readonly fix?: ProposedFix;
}

function expectationOf({ value: given, loss }: LossUse, context: RuleContext): Expectation | undefined {
  const { resolver, source } = context;
  const meant = given.kind === "Name" ? resolver.resolve(given) : undefined;
  const value = meant?.kind === "value" && !loss ? meant.value : given;
  if (value.kind === "Constant")
    return typeof value.value === "string" && crossentropyName.test(value.value)
      ? { kind: "probabilities", at: value, says: `'${value.value}' expects probabilities` }
      : undefined;
  if (loss) return expectationOfOwn(loss.body ? context.flowOf(loss) : undefined, loss, value, context);
  const other = context.imported(value);
  if (other?.kind === "loss") {
    const { module } = other;
    return expectationOfOwn(module.flowOf(other.loss), other.loss, value, {
      resolver: module.resolver,
      source: ({ range }) => other.loss.module.text.slice(range.start, range.end),
    });
  }
  const qualified = resolver.qualifiedName(value.kind === "Call" ? value.function : value) ?? "";
  if (value.kind === "Call" && crossentropyClass.test(qualified)) {
    const isFocal = qualified.includes("Focal");
    const setting = argumentOf(value, "from_logits", isFocal ? undefined : 0);
    const flag = flagOf(setting?.value);
    if (flag === undefined && setting) return undefined;
    if (value.arguments.some(({ isDoubleStarred }) => isDoubleStarred)) return undefined;
    const name = source(value.function);
    if (flag && setting)
      return {
        kind: "logits",
        at: setting,
        says: `'${name}' is told to expect logits`,
        fix: {
          title: "Expect probabilities",
          edits: [{ range: setting.value.range, newText: "False" }],
        },
      };
    return {
      kind: "probabilities",
      at: value,
      says: `'${name}' expects probabilities`,
      fix: expectLogits(value, setting),
    };
  }
  if (value.kind !== "Call" && crossentropyFunction.test(qualified))
    return { kind: "probabilities", at: value, says: `'${source(value)}' expects probabilities` };
  return undefined;
}

function expectLogits(call: Call, given: ReturnType<typeof argumentOf>): ProposedFix {
  const title = "Expect logits";
  if (given) return { title, edits: [{ range: given.value.range, newText: "True" }] };
  return { title, edits: [appendArgument(call, "from_logits=True")] };
}

function flagOf(value: Expression | undefined): boolean | undefined {
  return value?.kind === "Constant" && typeof value.value === "boolean" ? value.value : undefined;
}

/** What a loss of the file does with `y_pred` as it comes. */
function expectationOfOwn(
  flow: ReturnType<RuleContext["flowOf"]>,
  loss: NonNullable<LossUse["loss"]>,
  at: Expression,
  { resolver, source }: Pick<RuleContext, "resolver" | "source">,
): Expectation | undefined {
  const pred = loss.yPred?.name;
  if (!flow || pred === undefined) return undefined;
  const isPred = (node: Expression | undefined): boolean => node?.kind === "Name" && node.id === pred;
  // Once it has another value, nothing is certain.
  if (isRebound(loss, pred)) return undefined;
  const found = new Map<Expectation["kind"], string>();
  for (const call of flow.nodes("Call")) {
    const qualified = resolver.qualifiedName(call.function) ?? "";
    const isGiven = call.arguments.some(({ value }) => isPred(value));
    if (!isGiven) continue;
    const name = source(call.function);
    if (withLogits.test(qualified) || squashing.test(qualified)) found.set("logits", name);
    else if (crossentropyFunction.test(qualified)) {
      const given = call.arguments.find((argument) => argument.name === "from_logits") ?? call.arguments[2];
      const flag = flagOf(given?.value);
      if (flag === undefined && given) return undefined;
      found.set(flag ? "logits" : "probabilities", name);
    }
  }
  if (found.size !== 1) return undefined;
  const [kind, name] = [...found][0]!;
  return { kind, at, says: `'${loss.name}' gives its predictions to '${name}', which expects ${kind}` };
}

function isRebound({ body }: NonNullable<LossUse["loss"]>, name: string): boolean {
  if (body?.kind !== "FunctionDefinition") return false;
  const binds = (statements: typeof body.body): boolean =>
    statements.some((at) => {
      if (at.kind === "Assign") return at.targets.some((target) => target.kind !== "Name" || target.id === name);
      if (at.kind === "AnnotatedAssign" || at.kind === "AugmentedAssign")
        return at.target.kind === "Name" && at.target.id === name;
      // In a branch, not every call of it goes the same way.
      return at.kind === "If" || at.kind === "For" || at.kind === "While" || at.kind === "With" || at.kind === "Try";
    });
  return binds(body.body);
}

/** The call that gives the expression its value. */
function madeBy(node: Expression, resolver: RuleContext["resolver"]): Call | undefined {
  if (node.kind === "Call") return node;
  const meant = node.kind === "Name" ? resolver.resolve(node) : undefined;
  return meant?.kind === "value" && meant.value.kind === "Call" ? meant.value : undefined;
}
