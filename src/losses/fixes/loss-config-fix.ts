/** Ways to make a `Loss` class that was saved come back as it was. */

import type { Call, ClassDefinition, FunctionDefinition, Parameter } from "../../python/ast.ts";
import { appendArgument, type Edit } from "../../python/edits.ts";
import { lineBreakOf, startOfLine } from "../../python/lines.ts";
import { walk } from "../../python/walk.ts";
import type { LossConfig } from "../loss-config.ts";
import type { ProposedFix } from "../rule.ts";

type Source = (node: { readonly range: FunctionDefinition["range"] }) => string;

/** `**kwargs` in `__init__`, handed on; a name that is fixed there becomes the parameter's default. */
export function takeEverything({ init }: LossConfig, source: Source): readonly ProposedFix[] {
  const call = superCall(init);
  const last = init.parameters.list.at(-1);
  if (!call || !last) return [];
  const isPlain = call.arguments.every(({ name, isDoubleStarred }) => name !== undefined && !isDoubleStarred);
  if (!isPlain) return [];
  const fixed = call.arguments.filter(
    ({ name, value }) =>
      /^(?:name|reduction|dtype)$/.test(name ?? "") &&
      !init.parameters.list.some((each) => each.name === name) &&
      value,
  );
  const taken = fixed.map(({ name, value }) => `, ${name}=${source(value)}`).join("");
  const edits: Edit[] = [
    { range: { start: last.range.end, end: last.range.end }, newText: `${taken}, **kwargs` },
    ...fixed.map(({ name, value }): Edit => ({ range: value.range, newText: name! })),
    appendArgument(call, "**kwargs"),
  ];
  return [{ title: "Take '**kwargs' and hand them on", edits }];
}

/** A `get_config` at the end of the class. */
export function addConfig(node: ClassDefinition, missing: readonly Parameter[], config: LossConfig, text: string) {
  if (!missing.every(({ name }) => isKept(config.init, name))) return [];
  const last = node.body.at(-1);
  const first = node.body[0];
  if (!last || !first) return [];
  const indent = text.slice(startOfLine(text, first.range.start), first.range.start);
  if (indent.trim() !== "" || indent === "") return [];
  const outer = text.slice(startOfLine(text, node.range.start), node.range.start);
  if (outer.trim() !== "" || !indent.startsWith(outer)) return [];
  const step = indent.slice(outer.length);
  const newline = lineBreakOf(text);
  const entries = missing.map(({ name }) => `"${name}": self.${name}`).join(", ");
  const lines = [
    "",
    "",
    `${indent}def get_config(self):`,
    `${indent}${step}return {**super().get_config(), ${entries}}`,
  ];
  // Behind what stands on the class's last line.
  const end = endOfCodeLine(text, last.range.end);
  return [{ title: "Add 'get_config'", edits: [{ range: { start: end, end }, newText: lines.join(newline) }] }];
}

/** `self.name = name`: kept as it is given. */
function isKept(init: FunctionDefinition, name: string): boolean {
  let isIt = false;
  for (const statement of init.body)
    walk(statement, (at) => {
      if (at.kind !== "Assign" || at.value.kind !== "Name" || at.value.id !== name) return;
      isIt ||= at.targets.some(
        (target) =>
          target.kind === "Attribute" &&
          target.attribute === name &&
          target.value.kind === "Name" &&
          target.value.id === "self",
      );
    });
  return isIt;
}

/** The one call of `super().__init__`. */
function superCall(init: FunctionDefinition): Call | undefined {
  const found: Call[] = [];
  for (const statement of init.body)
    walk(statement, (at) => {
      if (at.kind !== "Call" || at.function.kind !== "Attribute" || at.function.attribute !== "__init__") return;
      const owner = at.function.value;
      if (owner.kind === "Call" && owner.function.kind === "Name" && owner.function.id === "super") found.push(at);
    });
  return found.length === 1 ? found[0] : undefined;
}

function endOfCodeLine(text: string, from: number): number {
  let end = text.indexOf("\n", from);
  if (end < 0) end = text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}
