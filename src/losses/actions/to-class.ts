/** A factory as a `Loss` class that can be saved: what it takes is kept, what it returned is `call`; and where it is used. */

import type { FunctionDefinition, Module, Parameter, Range, Statement } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { lineBreakOf, startOfLine } from "../../python/lines.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { registrationDecorator } from "../fixes/registration.ts";
import {
  type ActionPlace,
  indentOf,
  isDocstring,
  type LossAction,
  linesAtHead,
  type Reading,
  readingOf,
  stepOf,
} from "./action.ts";
import { alignmentLines, alignmentOf } from "./alignment.ts";
import { callsHandedOn, classNameOf, functionNameOf, namedInStrings } from "./handed-on.ts";
import { lossBase } from "./keras-name.ts";

/** What every `Loss` has of its own. */
const ofEveryLoss = /^(?:self|name|reduction|dtype|fn|call|kwargs|get_config|from_config|_.*)$/;
/** Lines that people write. */
const longestLine = 88;

/** The parts of a factory that is a docstring, a function and its return, and nothing else. */
interface PlainFactory {
  readonly node: FunctionDefinition;
  readonly inner: FunctionDefinition;
  readonly returned: Statement;
  readonly own: readonly Parameter[];
}

/** Undefined where the factory does more than return its function, or is used in a way that a class has no form for. */
export function makeClass(place: ActionPlace): LossAction | undefined {
  const { loss, names, uses } = place;
  const { module } = loss;
  const parts = plainFactory(place);
  const binding = parts && names.moduleScope.bindings.get(parts.node.name);
  if (parts === undefined || binding?.sites.length !== 1) return undefined;
  const { node, inner, returned, own } = parts;
  const className = classNameOf(node.name);
  const step = stepOf(module, node);
  const isFree = !names.moduleScope.bindings.has(className) && !new RegExp(`\\b${className}\\b`).test(module.text);
  if (step === undefined || className === node.name || !isFree) return undefined;
  if (namedInStrings(module, node.name) || namedInStrings(module, inner.name)) return undefined;
  if (callsHandedOn(binding.references, uses, names) === undefined) return undefined;
  const reading = readingOf(place);
  const alignment = alignmentOf(loss, reading);
  const aligning = alignment === "line" ? alignmentLines(loss, reading, step) : [];
  const base = lossBase(reading);
  const keeping = keptEdits(parts, reading);
  if (alignment === undefined || aligning === undefined || base === undefined || keeping === undefined)
    return undefined;
  const newline = lineBreakOf(module.text);
  const decorator = registrationDecorator(reading);
  const head = headOf(module, node);
  if (head === undefined) return undefined;
  const taken = own.map(({ range }) => module.text.slice(range.start, range.end));
  const lines = (all: readonly string[]): string =>
    all.map((line) => (line === "" ? "" : `${step}${line}`)).join(newline);
  const init = [
    ...heading("def __init__", ["self", ...taken, `name="${functionNameOf(className)}"`, "**kwargs"], step),
    `${step}super().__init__(name=name, **kwargs)`,
    ...own.map(({ name }) => `${step}self.${name} = ${name}`),
    "",
  ];
  const config = [
    "def get_config(self):",
    `${step}return {**super().get_config(), ${own.map(({ name }) => `"${name}": self.${name}`).join(", ")}}`,
  ];
  const [target] = inner.parameters.list;
  /** A method in the place of what stands there, with a blank line before it unless it is the first in the class. */
  const method = (before: Statement | undefined, { start, end }: Range, all: string): Edit => {
    const breaks = before && module.text.slice(before.range.end, start).match(/\r\n|[\r\n]/g)?.length;
    const isApart = breaks === undefined || breaks > 1;
    return { range: { start: startOfLine(module.text, start), end }, newText: `${isApart ? "" : newline}${all}` };
  };
  const [documentation] = node.body;
  const inFront = documentation === inner ? undefined : documentation;
  const aligned = aligning.length === 0 ? undefined : linesAtHead(module, inner, aligning);
  return {
    kind: "makeClass",
    about: className,
    edits: [
      ...base.imports,
      ...(base.imports.length > 0 ? [] : (decorator?.imports ?? [])),
      {
        range: head,
        newText: `${decorator === undefined ? "" : `${decorator.text}${newline}`}class ${className}(${base.text}):`,
      },
      method(inFront, { start: inner.range.start, end: inner.range.start }, `${lines(init)}${newline}${step}`),
      { range: inner.nameRange, newText: "call" },
      { range: { start: target!.range.start, end: target!.range.start }, newText: "self, " },
      ...(aligned === undefined ? [] : [aligned]),
      ...keeping,
      method(inner, returned.range, lines(config)),
      ...binding.references.map(({ range }): Edit => ({ range, newText: className })),
    ],
  };
}

function plainFactory({ loss }: ActionPlace): PlainFactory | undefined {
  const { module, form, node, body: inner, yTrue, yPred } = loss;
  if (form !== "factory" || node.kind !== "FunctionDefinition" || inner?.kind !== "FunctionDefinition")
    return undefined;
  const isPlain = (each: FunctionDefinition) =>
    each.decorators.length === 0 && !each.isAsync && each.typeParameters === undefined;
  if (!isPlain(node) || !isPlain(inner) || indentOf(module, node) !== "") return undefined;
  const statements = isDocstring(node.body[0]) ? node.body.slice(1) : node.body;
  const [first, returned] = statements;
  if (statements.length !== 2 || first !== inner || returned?.kind !== "Return") return undefined;
  if (returned.value?.kind !== "Name" || returned.value.id !== inner.name) return undefined;
  // Each on lines of its own.
  if (indentOf(module, inner) === undefined || indentOf(module, returned) === undefined) return undefined;
  if (inner.body[0] === undefined || indentOf(module, inner.body[0]) === undefined) return undefined;
  const own = node.parameters.list;
  const isTakable = own.every(({ form: kind, name }) => kind === "positionalOrKeyword" && !ofEveryLoss.test(name));
  const both = inner.parameters.list;
  if (own.length === 0 || !isTakable || both.length !== 2 || both[0] !== yTrue || both[1] !== yPred) return undefined;
  const isBoth = both.every(({ form: kind, default: given }) => kind === "positionalOrKeyword" && given === undefined);
  return isBoth ? { node, inner, returned, own } : undefined;
}

/** What the function reads of the factory is the object's: `self.gamma`. Undefined where it has another turn or is called. */
function keptEdits({ node, inner, own }: PlainFactory, { names, module }: Reading): Edit[] | undefined {
  const scope = names.scopeOpenedBy(node);
  const parents = parentsOf(module);
  const edits: Edit[] = [];
  for (const { name } of own) {
    const binding = scope?.bindings.get(name);
    if (binding === undefined || binding.sites.length !== 1) return undefined;
    for (const reference of binding.references) {
      const around = parents.get(reference);
      // What is called cannot be written down and read again.
      if (around?.kind === "Call" && around.function === reference) return undefined;
      if (reference.range.start < inner.parameters.range.end) return undefined;
      edits.push({ range: { start: reference.range.start, end: reference.range.start }, newText: "self." });
    }
  }
  let isClean = true;
  walk(inner, (at) => {
    if (at.kind === "Global") isClean = false;
    if (at.kind === "Name" && (at.id === "self" || at.id === node.name || at.id === inner.name)) isClean = false;
    return isClean;
  });
  return isClean ? edits : undefined;
}

/** From `def` to the colon; undefined where a comment stands between the two. */
function headOf({ text, comments }: Module, node: FunctionDefinition): Range | undefined {
  const after = node.returns?.range.end ?? node.parameters.range.end;
  const colon = text.indexOf(":", after);
  const range = { start: node.range.start, end: colon + 1 };
  const isBroken = comments.some((comment) => comment.range.start < range.end && range.start < comment.range.end);
  return colon < 0 || isBroken || text.slice(after, colon).trim() !== "" ? undefined : range;
}

/** `def name(a, b):`, one to a line where that is too long. */
function heading(name: string, parameters: readonly string[], step: string): readonly string[] {
  const line = `${name}(${parameters.join(", ")}):`;
  if (step.length + line.length <= longestLine && !/[\r\n]/.test(line)) return [line];
  return [`${name}(`, ...parameters.map((parameter) => `${step}${parameter},`), "):"];
}
