/** A parameter of a loss that leaves everything as it is until somebody sets it. */

import type { ClassDefinition, Dict, FunctionDefinition, Module, Parameters } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { endOfLine, lineBreakOf } from "../../python/lines.ts";
import { walk } from "../../python/walk.ts";
import { methodOf } from "../loss-config.ts";
import { type ActionPlace, indentOf } from "./action.ts";

export interface Setting {
  /** As the loss reads it: `label_smoothing`, `self.label_smoothing`. */
  readonly read: string;
  readonly edits: readonly Edit[];
}

/** Undefined where the loss has no place for it, or has something of that name. */
export function addSetting({ loss }: ActionPlace, name: string, value: string): Setting | undefined {
  const { module, form, node, body } = loss;
  if (new RegExp(`\\b${name}\\b`).test(module.text.slice(loss.range.start, loss.range.end))) return undefined;
  if (form === "class")
    return node.kind === "ClassDefinition" && body !== undefined ? keep(module, node, name, value) : undefined;
  const takes = form === "factory" ? node : form === "function" ? body : undefined;
  if (takes?.kind !== "FunctionDefinition" || (form === "function" && node !== body)) return undefined;
  const added = addParameter(module.text, takes.parameters, `${name}=${value}`);
  return added && { read: name, edits: [added] };
}

/** Taken by `__init__`, kept, and written down. */
function keep(module: Module, node: ClassDefinition, name: string, value: string): Setting | undefined {
  const init = methodOf(node, "__init__");
  const config = methodOf(node, "get_config");
  const self = init?.parameters.list[0];
  const last = init?.body.at(-1);
  if (init === undefined || self?.name !== "self" || last === undefined) return undefined;
  const indent = indentOf(module, last);
  const written = config && writtenIn(config);
  if (indent === undefined || (config !== undefined && written === undefined)) return undefined;
  const own = init.parameters.list.filter(
    (each) => each.form === "positionalOrKeyword" && !/^(?:name|reduction|dtype)$/.test(each.name),
  );
  const after = own.at(-1)!.range.end;
  const end = endOfLine(module.text, last.range.end);
  const entry = written?.entries.at(-1)?.value.range.end;
  return {
    read: `self.${name}`,
    edits: [
      { range: { start: after, end: after }, newText: `, ${name}=${value}` },
      { range: { start: end, end }, newText: `${lineBreakOf(module.text)}${indent}self.${name} = ${name}` },
      ...(entry === undefined ? [] : [{ range: { start: entry, end: entry }, newText: `, "${name}": self.${name}` }]),
    ],
  };
}

/** The one dictionary with names that `get_config` writes. */
function writtenIn(config: FunctionDefinition): Dict | undefined {
  const found: Dict[] = [];
  for (const statement of config.body)
    walk(statement, (at) => {
      if (at.kind === "Dict" && at.entries.some(({ key }) => key !== undefined)) found.push(at);
    });
  return found.length === 1 ? found[0] : undefined;
}

/** As the last that may be given by its place; undefined where what follows is no list of plain parameters. */
export function addParameter(text: string, { list, range }: Parameters, parameter: string): Edit | undefined {
  const plain = list.filter(({ form }) => form === "positionalOnly" || form === "positionalOrKeyword");
  const last = plain.at(-1);
  if (last !== undefined) {
    // `/` comes behind those that have no name for the caller.
    if (last.form === "positionalOnly") return undefined;
    return { range: { start: last.range.end, end: last.range.end }, newText: `, ${parameter}` };
  }
  if (list.length > 0 || text[range.start] !== "(") return undefined;
  return { range: { start: range.start + 1, end: range.start + 1 }, newText: parameter };
}
