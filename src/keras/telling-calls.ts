/** Names that a file uses and only some versions have: evidence where neither an import nor a pin says anything. */

import type { Attribute, Expression, Import, ImportFrom } from "../python/ast.ts";

interface Telling {
  readonly pattern: RegExp;
  readonly version: "2" | "3";
}

const tellingNames: readonly Telling[] = [
  { pattern: /^(?:tensorflow\.)?keras\.ops\.\w+$/, version: "3" },
  {
    pattern:
      /^tensorflow\.(?:placeholder|contrib|Session|InteractiveSession|ConfigProto|get_default_session|get_default_graph|reset_default_graph|global_variables_initializer|initialize_all_variables|app|flags|get_variable|variable_scope)$/,
    version: "2",
  },
  { pattern: /^keras\.(?:engine\.\w+|backend\.tf)$/, version: "2" },
];

/** Methods of models and sessions that later versions lack. */
const tellingMethods = /^(?:fit_generator|predict_generator|evaluate_generator)$/;
const session = /^_?sess(?:ion)?$/;

/** The first attribute in the file that tells a version. */
export function tellingAttribute(
  attributes: readonly Attribute[],
  imports: readonly (Import | ImportFrom)[],
): { readonly node: Attribute; readonly version: "2" | "3" } | undefined {
  const roots = rootsOf(imports);
  let first: { readonly node: Attribute; readonly version: "2" | "3" } | undefined;
  for (const node of attributes) {
    const version = versionTold(node, roots);
    if (version !== undefined && (first === undefined || node.range.start < first.node.range.start))
      first = { node, version };
  }
  return first;
}

function versionTold(node: Attribute, roots: ReadonlyMap<string, string>): "2" | "3" | undefined {
  if (tellingMethods.test(node.attribute)) return "2";
  if (node.attribute === "run" && node.value.kind === "Name" && session.test(node.value.id)) return "2";
  const name = dotted(node, roots);
  return name === undefined ? undefined : tellingNames.find(({ pattern }) => pattern.test(name))?.version;
}

function dotted(node: Expression, roots: ReadonlyMap<string, string>): string | undefined {
  if (node.kind === "Name") return roots.get(node.id);
  if (node.kind !== "Attribute") return undefined;
  const owner = dotted(node.value, roots);
  return owner === undefined ? undefined : `${owner}.${node.attribute}`;
}

/** What the names stand for that the file imports, whole modules or parts of them. */
function rootsOf(imports: readonly (Import | ImportFrom)[]): ReadonlyMap<string, string> {
  const roots = new Map<string, string>();
  for (const statement of imports)
    for (const { name, asName } of statement.names) {
      if (statement.kind === "Import")
        roots.set(asName?.id ?? name.split(".")[0]!, asName ? name : name.split(".")[0]!);
      else if (statement.level === 0) roots.set(asName?.id ?? name, `${statement.module}.${name}`);
    }
  return roots;
}
