/** A `Loss` class as a factory: what `__init__` keeps are its parameters, `call` is what it returns; and where it is used. */

import type {
  Call,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Module,
  Range,
  Statement,
} from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { endOfLine, lineBreakOf } from "../../python/lines.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { methodOf } from "../loss-config.ts";
import {
  type ActionPlace,
  freeName,
  indentOf,
  isDocstring,
  type LossAction,
  type Reading,
  readingOf,
  stepOf,
  wholeLines,
} from "./action.ts";
import { alignmentOf, alignmentStatement } from "./alignment.ts";
import { callsHandedOn, functionNameOf, namedInStrings } from "./handed-on.ts";

/** What the object is handed on to `Loss` with, and a function has no place for. */
const ofEveryLoss: ReadonlySet<string> = new Set(["name", "reduction", "dtype", "fn"]);

interface PlainClass {
  readonly node: ClassDefinition;
  readonly init: FunctionDefinition;
  readonly call: FunctionDefinition;
  readonly config: FunctionDefinition | undefined;
  /** The parameters by the attributes that keep them. */
  readonly kept: ReadonlyMap<string, string>;
  readonly parameters: readonly string[];
}

/** Undefined where the class does more than keep what it takes, or is used in a way that a factory has no form for. */
export function classToFactory(place: ActionPlace): LossAction | undefined {
  const { loss, names, uses } = place;
  const { module } = loss;
  const reading = readingOf(place);
  const parts = plainClass(place, reading);
  const binding = parts && names.moduleScope.bindings.get(parts.node.name);
  if (parts === undefined || binding?.sites.length !== 1) return undefined;
  const { node, init, call, config, parameters } = parts;
  const name = functionNameOf(node.name);
  const step = stepOf(module, node);
  const isFree = !new RegExp(`\\b${name}\\b`).test(withoutOwn(module.text, init.range));
  if (step === undefined || name === node.name || !isFree || namedInStrings(module, node.name)) return undefined;
  if (!areGiven(callsHandedOn(binding.references, uses, names), parameters)) return undefined;
  const own = alignmentStatement(call, module.text);
  const reads = attributeEdits(parts, module);
  if (alignmentOf(loss, reading, own) === undefined || reads === undefined) return undefined;
  const head = headOf(module, node);
  if (head === undefined || holdsComment(module, init.range)) return undefined;
  const newline = lineBreakOf(module.text);
  const inner = freeName("loss", call, names, new Set(parameters));
  const taken = init.parameters.list
    .filter((parameter) => parameters.includes(parameter.name))
    .map(({ range }) => module.text.slice(range.start, range.end));
  const [self, target] = call.parameters.list;
  const ending = `${newline}${newline}${step}return ${inner}`;
  const isConfigLast = config !== undefined && config.range.start > call.range.end;
  const endOfCall = endOfLine(module.text, call.range.end);
  const isConfigFirst = config !== undefined && !isConfigLast;
  if (config !== undefined && holdsComment(module, config.range)) return undefined;
  if (isConfigLast && holdsComment(module, { start: endOfCall, end: config.range.start })) return undefined;
  const end = isConfigLast ? config.range.end : endOfCall;
  return {
    kind: "classToFactory",
    about: name,
    edits: [
      { range: head, newText: `def ${name}(${taken.join(", ")}):` },
      { range: withBlankLines(module, init), newText: "" },
      ...(isConfigFirst ? [{ range: withBlankLines(module, config), newText: "" }] : []),
      { range: call.nameRange, newText: inner },
      { range: { start: self!.range.start, end: target!.range.start }, newText: "" },
      // Keras aligns target and prediction itself before it calls a function.
      ...(own === undefined ? [] : [{ range: wholeLines(module, own.range), newText: "" }]),
      ...reads.filter(({ range }) => own === undefined || range.start < own.range.start || range.end > own.range.end),
      { range: { start: endOfCall, end }, newText: ending },
      ...binding.references.map(({ range }): Edit => ({ range, newText: name })),
    ],
  };
}

function plainClass({ loss }: ActionPlace, { resolver }: Reading): PlainClass | undefined {
  const { module, form, node, body: call, yTrue, yPred } = loss;
  if (form !== "class" || node.kind !== "ClassDefinition" || call?.kind !== "FunctionDefinition") return undefined;
  const [base] = node.bases;
  const isLoss = /^(?:tf\.)?keras\.(?:losses\.)?Loss$/.test((base && resolver.qualifiedName(base.value)) ?? "");
  if (!isLoss || node.bases.length !== 1 || indentOf(module, node) !== "") return undefined;
  const isRegistered = (decorator: Expression) =>
    /\bregister_keras_serializable$/.test(
      resolver.qualifiedName(decorator.kind === "Call" ? decorator.function : decorator) ?? "",
    );
  if (!node.decorators.every(isRegistered) || node.typeParameters !== undefined) return undefined;
  const init = methodOf(node, "__init__");
  const config = methodOf(node, "get_config");
  const methods = isDocstring(node.body[0]) ? node.body.slice(1) : node.body;
  const known = [init, call, config].filter((each) => each !== undefined);
  if (
    init === undefined ||
    methods.length !== known.length ||
    !methods.every((each) => known.includes(each as FunctionDefinition))
  )
    return undefined;
  if (known.some((each) => each.decorators.length > 0 || each.isAsync || indentOf(module, each) === undefined))
    return undefined;
  if (call.name !== "call" || call.body[0] === undefined || indentOf(module, call.body[0]) === undefined)
    return undefined;
  const [self, first, second, ...rest] = call.parameters.list;
  if (self?.name !== "self" || first !== yTrue || second !== yPred || rest.length > 0) return undefined;
  const kept = keptIn(init);
  if (kept === undefined) return undefined;
  const parameters = init.parameters.list.map(({ name }) => name).filter((name) => [...kept.values()].includes(name));
  return { node, init, call, config, kept, parameters };
}

/** The parameters that `__init__` keeps, by attribute; undefined where it does anything else. */
function keptIn({ parameters, body }: FunctionDefinition): ReadonlyMap<string, string> | undefined {
  const [self, ...list] = parameters.list;
  if (self?.name !== "self") return undefined;
  const own = new Set<string>();
  for (const { name, form } of list) {
    if (form === "varKeyword" || ofEveryLoss.has(name)) continue;
    if (form !== "positionalOrKeyword") return undefined;
    own.add(name);
  }
  const kept = new Map<string, string>();
  let isHandedOn = false;
  for (const statement of isDocstring(body[0]) ? body.slice(1) : body) {
    if (isSuperCall(statement)) isHandedOn = true;
    else {
      const attribute = statement.kind === "Assign" ? keptAttribute(statement.targets) : undefined;
      const value = statement.kind === "Assign" && statement.value.kind === "Name" ? statement.value.id : undefined;
      if (attribute === undefined || value === undefined || !own.has(value) || kept.has(attribute)) return undefined;
      kept.set(attribute, value);
    }
  }
  return isHandedOn && new Set(kept.values()).size === own.size && own.size > 0 ? kept : undefined;
}

function keptAttribute(targets: readonly Expression[]): string | undefined {
  const [target] = targets;
  const isOwn =
    targets.length === 1 && target?.kind === "Attribute" && target.value.kind === "Name" && target.value.id === "self";
  return isOwn ? target.attribute : undefined;
}

/** `super().__init__(name=name, **kwargs)`, which sets nothing that changes the loss. */
function isSuperCall(statement: Statement): boolean {
  const call = statement.kind === "ExpressionStatement" ? statement.value : undefined;
  if (call?.kind !== "Call" || call.function.kind !== "Attribute" || call.function.attribute !== "__init__")
    return false;
  const owner = call.function.value;
  if (owner.kind !== "Call" || owner.function.kind !== "Name" || owner.function.id !== "super") return false;
  return call.arguments.every(({ name, isDoubleStarred }) => name === "name" || isDoubleStarred);
}

/** Whether every call gives only what the factory takes, too; and by its place only what comes first. */
function areGiven(calls: readonly Call[] | undefined, parameters: readonly string[]): boolean {
  return (
    calls?.every(({ arguments: given }) =>
      given.every(
        ({ name, isDoubleStarred, value }, index) =>
          !isDoubleStarred &&
          value.kind !== "Starred" &&
          (name === undefined ? index < parameters.length : parameters.includes(name)),
      ),
    ) === true
  );
}

/** `self.gamma` as `gamma`; undefined where the object is used otherwise, or the name means something in `call` already. */
function attributeEdits({ call, kept, parameters }: PlainClass, module: Module): Edit[] | undefined {
  const parents = parentsOf(module);
  const edits: Edit[] = [];
  let isPlain = true;
  for (const statement of call.body)
    walk(statement, (at) => {
      if (at.kind === "FunctionDefinition" || at.kind === "Lambda")
        if (at.parameters.list.some(({ name }) => parameters.includes(name))) isPlain = false;
      if (at.kind !== "Name") return isPlain;
      if (parameters.includes(at.id)) isPlain = false;
      if (at.id !== "self") return isPlain;
      const around = parents.get(at);
      const parameter = around?.kind === "Attribute" ? kept.get(around.attribute) : undefined;
      if (around === undefined || parameter === undefined || isTarget(around as Expression, parents.get(around)))
        isPlain = false;
      else edits.push({ range: around.range, newText: parameter });
      return isPlain;
    });
  return isPlain ? edits : undefined;
}

function isTarget(node: Expression, around: { readonly kind: string } | undefined): boolean {
  const statement = around as Statement | undefined;
  if (statement?.kind === "Assign") return statement.targets.includes(node);
  return statement?.kind === "AugmentedAssign" && statement.target === node;
}

/** From the first decorator to the colon; undefined where a comment stands among it. */
function headOf(module: Module, node: ClassDefinition): Range | undefined {
  const { text } = module;
  const after = node.bases.at(-1)?.range.end ?? node.nameRange.end;
  const colon = text.indexOf(":", after);
  const range = { start: node.range.start, end: colon + 1 };
  return colon < 0 || holdsComment(module, range) ? undefined : range;
}

function holdsComment({ comments }: Module, { start, end }: Range): boolean {
  return comments.some(({ range }) => range.start < end && start < range.end);
}

/** A method with the lines that keep it apart from the next. */
function withBlankLines(module: Module, method: FunctionDefinition): Range {
  const { start, end } = wholeLines(module, method.range);
  const blank = /^(?:[ \t]*(?:\r\n|[\r\n]))*/.exec(module.text.slice(end))![0].length;
  return { start, end: end + blank };
}

/** A text but for a part of it, in which `name="focal_loss"` is the object's. */
function withoutOwn(text: string, { start, end }: Range): string {
  return text.slice(0, start) + text.slice(end);
}
