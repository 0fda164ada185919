/** Names that a file uses and only some versions have: evidence where neither an import nor a pin says anything. */

import type { Argument, Attribute, Call, Expression, Import, ImportFrom } from "../python/ast.ts";

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

/** Keras 1's words for the arguments of layers, which Keras 2 still took, and Keras 3 does not. */
const layersOfKeras1 =
  /^(?:Dense|(?:Atrous|Separable)?Conv(?:olution)?[123]D|Deconvolution2D|LSTM|GRU|SimpleRNN|(?:Max|Average)Pooling[123]D|BatchNormalization|Embedding)$/;
const argumentsOfLayers =
  /^(?:nb_(?:filter|row|col)|border_mode|subsample|dim_ordering|[Wb]_(?:regularizer|constraint)|inner_(?:init|activation)|init)$/;
const trainers = /^(?:fit|fit_generator|train)$/;
const argumentsOfTrainers = /^(?:nb_epoch|nb_val_samples|samples_per_epoch)$/;

export interface Told {
  readonly node: Attribute | Argument;
  readonly version: "2" | "3";
}

/** The first attribute or keyword in the file that tells a version. */
export function firstTelling(
  attributes: readonly Attribute[],
  calls: readonly { readonly node: Call }[],
  imports: readonly (Import | ImportFrom)[],
): Told | undefined {
  const roots = rootsOf(imports);
  let first: Told | undefined;
  const tell = (node: Told["node"] | undefined, version: Told["version"] | undefined): void => {
    if (node === undefined || version === undefined) return;
    if (first === undefined || node.range.start < first.node.range.start) first = { node, version };
  };
  for (const node of attributes) tell(node, versionTold(node, roots));
  for (const { node } of calls) tell(oldArgument(node), "2");
  return first;
}

function oldArgument({ function: callee, arguments: given }: Call): Argument | undefined {
  const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attribute : "";
  const old = layersOfKeras1.test(name) ? argumentsOfLayers : trainers.test(name) ? argumentsOfTrainers : undefined;
  return old && given.find((argument) => argument.name !== undefined && old.test(argument.name));
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
