/** What can be done to a loss that leaves its numbers as they are: data, said in words by whoever offers it. */

import type { KerasDialect } from "../../keras/import-forms.ts";
import type { KerasVersion } from "../../keras/version.ts";
import type {
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Lambda,
  Module,
  Node,
  Range,
  Statement,
} from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { endOfLine, lineBreakOf, startOfLine } from "../../python/lines.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { forEachChild, isStatement, walk } from "../../python/walk.ts";
import type { LossDefinition, LossUse } from "../loss.ts";
import { indexModule } from "../module-index.ts";
import { createResolver, type Resolver } from "../resolve.ts";

export interface LossAction {
  readonly kind:
    | "splitTerms"
    | "extractTerm"
    | "makeParameter"
    | "makeFactory"
    | "makeClass"
    | "classToFactory"
    | "perSample"
    | "addMask"
    | "addClassWeight"
    | "addLabelSmoothing"
    | "addFromLogits"
    | "migrateLoss"
    | "migrateLosses"
    | "useBuiltIn";
  /** What it is about: the names that it makes, the text that it takes out. */
  readonly about: string;
  readonly edits: readonly Edit[];
}

/** What is asked. */
export interface ActionPlace {
  readonly loss: LossDefinition;
  readonly names: ModuleNames;
  /** Of the whole file, as the uses are. */
  readonly losses: readonly LossDefinition[];
  readonly uses: readonly LossUse[];
  readonly keras: KerasVersion;
  /** What is selected; empty at the cursor. */
  readonly range: Range;
  /** What the loss is surely about, as its picture shows it: probabilities of one class or of several. */
  readonly data?: "binary" | "categorical" | undefined;
}

/** What names in the file of the loss mean; found out once for a module. */
export interface Reading {
  readonly module: Module;
  readonly names: ModuleNames;
  readonly resolver: Resolver;
  readonly dialect: KerasDialect;
  readonly keras: KerasVersion;
}

const readings = new WeakMap<Module, Reading>();

export function readingOf({ names, keras }: Pick<ActionPlace, "names" | "keras">): Reading {
  const { module } = names;
  const known = readings.get(module);
  if (known !== undefined) return known;
  const resolver = createResolver(names, indexModule(module));
  const reading = { module, names, resolver, dialect: resolver.dialect, keras };
  readings.set(module, reading);
  return reading;
}

/** The function in which the loss computes, where it has one with statements. */
export function functionOf({ body }: LossDefinition): FunctionDefinition | undefined {
  return body?.kind === "FunctionDefinition" ? body : undefined;
}

/** The innermost statement around the range, with the expression in it that the range is. */
export function statementAround(root: FunctionDefinition, { start, end }: Range): Statement | undefined {
  let found: Statement | undefined;
  const visit = (node: Node): void => {
    if (node.range.start > start || node.range.end < end) return;
    if (isStatement(node)) found = node;
    forEachChild(node, visit);
  };
  for (const statement of root.body) visit(statement);
  return found;
}

/** What stands before a statement on its line; undefined where that is not room alone. */
export function indentOf({ text }: Module, { range }: Statement): string | undefined {
  const before = text.slice(startOfLine(text, range.start), range.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** Lines before a statement, each in its place. */
export function linesBefore(module: Module, statement: Statement, lines: readonly string[]): Edit {
  const indent = indentOf(module, statement) ?? "";
  const at = startOfLine(module.text, statement.range.start);
  const newline = lineBreakOf(module.text);
  return { range: { start: at, end: at }, newText: lines.map((line) => `${indent}${line}${newline}`).join("") };
}

/** Code as a value of its own: over several lines it needs brackets. */
export function asValue(module: Module, { start, end }: Range): string {
  const code = module.text.slice(start, end);
  return /[\r\n]/.test(code) ? `(${code})` : code;
}

/** `stem`, or `stem_2` …, whichever nothing in or around the function has. */
export function freeName(
  stem: string,
  body: FunctionDefinition | Lambda,
  names: ModuleNames,
  taken: Set<string>,
): string {
  const scope = names.scopeOpenedBy(body);
  const used = new Set(taken);
  walk(body, (node) => {
    if (node.kind === "Name") used.add(node.id);
  });
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}_${number}`;
    if (used.has(name) || (scope !== undefined && names.lookUp(name, scope) !== undefined)) continue;
    taken.add(name);
    return name;
  }
}

/** What says something, or counts on, when it is evaluated: it keeps its turn. */
export function hasEffects({ text }: Module, { range }: { readonly range: Range }): boolean {
  return /random|dropout|\bprint\b|:=|\bawait\b|\byield\b|shuffle|\bnext\b|\bpop\b|\bassign|\bappend\b/.test(
    text.slice(range.start, range.end),
  );
}

/** The range of whole lines, the break of the last among them. */
export function wholeLines({ text }: Module, { start, end }: Range): Range {
  const after = endOfLine(text, end);
  const isBroken = text.startsWith("\r\n", after) ? 2 : after < text.length ? 1 : 0;
  return { start: startOfLine(text, start), end: after + isBroken };
}

/** What one level of a function's or a class's body is further in than its head; undefined where they share a line. */
export function stepOf(module: Module, node: FunctionDefinition | ClassDefinition): string | undefined {
  const [first] = node.body;
  const outer = indentOf(module, node);
  const inner = first && indentOf(module, first);
  if (outer === undefined || inner === undefined || !inner.startsWith(outer) || inner === outer) return undefined;
  return inner.slice(outer.length);
}

/** `"""What it is."""` at the head of a body. */
export function isDocstring(statement: Statement | undefined): boolean {
  return (
    statement?.kind === "ExpressionStatement" &&
    statement.value.kind === "Constant" &&
    typeof statement.value.value === "string"
  );
}

/** Lines at the head of a function's body, behind its docstring and before its comments. */
export function linesAtHead(module: Module, body: FunctionDefinition, lines: readonly string[]): Edit | undefined {
  const [first] = body.body;
  const indent = first && indentOf(module, first);
  if (first === undefined || indent === undefined) return undefined;
  const before = isDocstring(first) ? first.range : (body.returns ?? body.parameters).range;
  const at = endOfLine(module.text, before.end);
  const newline = lineBreakOf(module.text);
  return { range: { start: at, end: at }, newText: lines.map((line) => `${newline}${indent}${line}`).join("") };
}

/** Code as one side of a product. */
export function asFactor({ text }: Module, node: Expression): string {
  const code = text.slice(node.range.start, node.range.end);
  const isTight =
    node.kind === "Name" || node.kind === "Attribute" || node.kind === "Call" || node.kind === "Subscript";
  return isTight ? code : `(${code})`;
}
