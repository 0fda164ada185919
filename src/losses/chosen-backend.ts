/** On which backend a file runs its losses, as far as its text or its project says. */

import { importedModules } from "../keras/import-forms.ts";
import type { Constant, Expression } from "../python/ast.ts";
import type { RuleContext } from "./rule.ts";

type Known = Pick<RuleContext, "module" | "index" | "resolver" | "project" | "keras">;

type OtherBackend = "jax" | "torch";

interface BackendSetting {
  readonly backend: OtherBackend;
  /** Where it is chosen, as the message says it. */
  readonly said: string;
  readonly at: Constant | undefined;
}

/** The one backend that the file chooses, or else its project, if it is not TensorFlow and nothing else is chosen. */
export function chosenBackend(context: Known): BackendSetting | undefined {
  const values = backendsInFile(context);
  if (values.length === 0) return chosenByProject(context);
  if (asksForBackend(context)) return undefined;
  const found: BackendSetting[] = [];
  for (const at of values) {
    if (at.kind !== "Constant" || !isOther(at.value)) return undefined;
    found.push({ backend: at.value, said: ", which KERAS_BACKEND names here", at });
  }
  return found.every(({ backend }) => backend === found[0]!.backend) ? found[0] : undefined;
}

function chosenByProject(context: Known): BackendSetting | undefined {
  const { module, project, index, keras } = context;
  const { backend, evidence } = project?.backend ?? {};
  if (!isOther(backend) || module.text.includes("KERAS_BACKEND") || asksForBackend(context)) return undefined;
  // TensorFlow's own Keras, and TensorFlow by itself, run where they are called: only `keras` reads the variable.
  const isKeras = (name: string): boolean => /^(?:keras|keras_core)(?:\.|$)/.test(name);
  if (keras.version !== "3" || !index.imports.some((statement) => importedModules(statement).some(isKeras)))
    return undefined;
  return { backend, said: ` (KERAS_BACKEND=${backend}, from ${evidence})`, at: undefined };
}

function isOther(backend: unknown): backend is OtherBackend {
  return backend === "jax" || backend === "torch";
}

/** What the file gives the variable, each time that it does. */
function backendsInFile({ index, module, resolver }: Known): Expression[] {
  if (!module.text.includes("KERAS_BACKEND")) return [];
  const values: Expression[] = [];
  for (const { node } of index.itemAssignments) {
    const [target] = node.targets;
    if (target?.kind === "Subscript" && isKey(target.index) && resolver.qualifiedName(target.value) === "os.environ")
      values.push(node.value);
  }
  for (const { node } of index.calls) {
    const [key, value] = node.arguments;
    const name = resolver.qualifiedName(node.function);
    if (key && value && isKey(key.value) && /^os\.(?:environ\.setdefault|putenv)$/.test(name ?? ""))
      values.push(value.value);
    if (name === "os.environ.update" && key?.value.kind === "Dict")
      for (const entry of key.value.entries) if (entry.key && isKey(entry.key)) values.push(entry.value);
  }
  return values;
}

/** `if keras.backend.backend() == "tensorflow":` has a way for each. */
function asksForBackend({ index, resolver }: Known): boolean {
  return index.calls.some(({ node }) =>
    /^(?:tf\.)?keras\.(?:backend|config)\.backend$/.test(resolver.qualifiedName(node.function) ?? ""),
  );
}

function isKey(node: Expression): boolean {
  return node.kind === "Constant" && node.value === "KERAS_BACKEND";
}
