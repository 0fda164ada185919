/** A loss whose parameters are its own arguments, as a function that takes them and returns the loss; and where it is used. */

import type { Argument, Call, Expression, FunctionDefinition, Module, Node } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { lineBreakOf, linesOf } from "../../python/lines.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { type ActionPlace, functionOf, indentOf, type LossAction } from "./action.ts";
import { namedInStrings } from "./handed-on.ts";

/** Undefined where the loss has no parameters beside target and prediction, or is used in a way that has no such form. */
export function makeFactory({ loss, names }: ActionPlace): LossAction | undefined {
  const { module } = loss;
  const body = functionOf(loss);
  if (body === undefined || loss.form !== "function" || loss.node !== body) return undefined;
  if (body.decorators.length > 0 || body.isAsync || body.typeParameters !== undefined) return undefined;
  const { list } = body.parameters;
  const own = list.slice(2);
  const isPlain = list.every(({ form }) => form === "positionalOrKeyword");
  if (!isPlain || own.length === 0 || own.some((each) => each.default === undefined)) return undefined;
  if (list[0] !== loss.yTrue || list[1] !== loss.yPred) return undefined;
  const binding = names.moduleScope.bindings.get(body.name);
  const indent = indentOf(module, body);
  const [first] = body.body;
  if (binding === undefined || binding.sites.length !== 1 || indent !== "" || first === undefined) return undefined;
  // One that is written on the line of its head has no lines to move.
  if (
    linesOf(module.text).positionAt(first.range.start).line === linesOf(module.text).positionAt(body.range.start).line
  )
    return undefined;
  const isRecursive = binding.references.some(
    ({ range }) => body.range.start < range.start && range.end <= body.range.end,
  );
  if (isRecursive || body.returns !== undefined) return undefined;
  const uses = factoryCalls(
    module,
    binding.references,
    list.map(({ name }) => name),
  );
  if (uses === undefined || namedInStrings(module, body.name)) return undefined;
  const newline = lineBreakOf(module.text);
  const step = /^[ \t]+/.exec(module.text.slice(lineStart(module, first.range.start)))?.[0] ?? "    ";
  const written = (from: number, to: number) => module.text.slice(from, to);
  const outer = written(own[0]!.range.start, own.at(-1)!.range.end);
  const inner = written(list[0]!.range.start, list[1]!.range.end);
  const head: Edit = {
    range: body.parameters.range,
    newText: `(${outer}):${newline}${step}def ${body.name}(${inner})`,
  };
  const end = { start: body.range.end, end: body.range.end };
  return {
    kind: "makeFactory",
    about: body.name,
    edits: [
      head,
      ...indented(module, body, step),
      { range: end, newText: `${newline}${newline}${step}return ${body.name}` },
      ...uses,
    ],
  };
}

/** Every line of the body one step further in; what stands within a string stays where it is. */
function indented(module: Module, body: FunctionDefinition, step: string): Edit[] {
  const { starts } = linesOf(module.text);
  const strings: Node[] = [];
  walk(body, (node) => {
    if ((node.kind === "Constant" && typeof node.value === "string") || node.kind === "JoinedString")
      strings.push(node);
  });
  return starts
    .filter((start) => start > body.parameters.range.end && start < body.range.end)
    .filter((start) => !/^[ \t]*(?:\r?\n|$)/.test(module.text.slice(start, start + 200)))
    .filter((start) => !strings.some(({ range }) => range.start < start && start < range.end))
    .map((start) => ({ range: { start, end: start }, newText: step }));
}

/** What is handed on is now what a call returns, and what is called takes its parameters first. */
export function factoryCalls(
  module: Module,
  references: readonly Expression[],
  parameters: readonly string[],
): Edit[] | undefined {
  const parents = parentsOf(module);
  const edits: Edit[] = [];
  for (const name of references) {
    const call = parents.get(name);
    const end = { start: name.range.end, end: name.range.end };
    if (call?.kind === "Call" && call.function === name) {
      const split = splitArguments(call, parameters);
      if (split === undefined) return undefined;
      const text = ({ range }: Argument) => module.text.slice(range.start, range.end);
      const given = split.own.map(([parameter, argument]) =>
        argument.name === undefined ? `${parameter}=${text(argument)}` : text(argument),
      );
      if (given.length === 0) edits.push({ range: end, newText: "()" });
      else
        edits.push({
          range: { start: name.range.end, end: call.range.end },
          newText: `(${given.join(", ")})(${split.both.map(text).join(", ")})`,
        });
    } else if (call?.kind === "Call" && isPartial(call, name)) {
      const [, ...given] = call.arguments;
      if (given.some(({ name: keyword }) => keyword === undefined || !parameters.slice(2).includes(keyword)))
        return undefined;
      const text = given.map(({ range }) => module.text.slice(range.start, range.end)).join(", ");
      edits.push({ range: call.range, newText: `${module.text.slice(name.range.start, name.range.end)}(${text})` });
    } else if (call?.kind === "Attribute") return undefined;
    else edits.push({ range: end, newText: "()" });
  }
  return edits;
}

/** Target and prediction apart from the rest; undefined where stars hide which is which. */
function splitArguments(call: Call, parameters: readonly string[]) {
  const own: [string, Argument][] = [];
  const both: Argument[] = [];
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.isDoubleStarred || argument.value.kind === "Starred") return undefined;
    const parameter = argument.name ?? parameters[index];
    if (parameter === undefined) return undefined;
    if (parameters.indexOf(parameter) < 2) both.push(argument);
    else own.push([parameter, argument]);
  }
  return both.length === 2 ? { own, both } : undefined;
}

/** `functools.partial(focal, gamma=3)` */
function isPartial({ function: callee, arguments: given }: Call, name: Expression): boolean {
  const called = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attribute : "";
  return called === "partial" && given[0]?.value === name;
}

function lineStart({ text }: Module, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
