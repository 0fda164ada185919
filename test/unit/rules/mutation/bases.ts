/** Correct losses to plant mistakes in: each loss of the parity cases and correct files, in a small file of its own. */

import { readdirSync, readFileSync } from "node:fs";
import { allRules } from "../../../../src/check/all-rules.ts";
import { inspectModule } from "../../../../src/check/check-module.ts";
import type { KerasMajor } from "../../../../src/keras/version.ts";
import type { Finding } from "../../../../src/losses/finding.ts";
import type { LossFlow } from "../../../../src/losses/flow.ts";
import type { LossDefinition } from "../../../../src/losses/loss.ts";
import { defineRule, type RuleContext } from "../../../../src/losses/rule.ts";
import type { FunctionDefinition, Module, Name, Node, Statement } from "../../../../src/python/ast.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { walk } from "../../../../src/python/walk.ts";

export interface Base {
  /** `ops_binary.py bce`, to find it again. */
  readonly origin: string;
  readonly text: string;
  readonly module: Module;
  readonly keras: KerasMajor | undefined;
  readonly loss: LossDefinition;
  readonly body: FunctionDefinition;
  /** What follows the loss: the line that compiles it. */
  readonly compile: string;
  readonly flow: LossFlow;
  readonly context: Omit<RuleContext, "report">;
  /** What the file calls the functions of tensors. */
  readonly namespace: "ops" | "K" | "tf" | undefined;
}

const folders = [new URL("../../../parity/losses/cases/", import.meta.url), new URL("../correct/", import.meta.url)];
/** Files that are no correct losses, or of the versions of long ago. */
const left = /^(?:errors|boxes|keras_206|keras_207|keras_one|tf_one|field_unasked|dtypes)\.py$|keras_?(?:1|one)/;

/** Every name of the module, read or bound. */
export function namesIn(module: Module): readonly Name[] {
  const found: Name[] = [];
  walk(module, (node) => {
    if (node.kind === "Name") found.push(node);
  });
  return found;
}

export function readBases(): Base[] {
  const bases: Base[] = [];
  const seen = new Set<string>();
  for (const folder of folders)
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith(".py") || left.test(name)) continue;
      for (const base of basesOf(name, readFileSync(new URL(name, folder), "utf8"))) {
        if (seen.has(base.text)) continue;
        seen.add(base.text);
        bases.push(base);
      }
    }
  return bases;
}

function* basesOf(name: string, text: string): Generator<Base> {
  const { module } = parseModule(text);
  // Keras's own backend was a full one before Keras 3.
  const keras = /^from keras import (?:.*\b)?backend\b/m.test(text) && !/\bops\b/.test(text) ? "2" : undefined;
  const { losses } = inspectModule(module, { keras, rules: [] }).losses;
  for (const loss of losses) {
    const statement = module.body.find((at) => at === (loss.node as Node));
    if (!statement || loss.name.includes("@")) continue;
    const alone = standingAlone(module, statement);
    const argument = loss.form === "factory" || loss.form === "class" ? `${loss.name}()` : loss.name;
    const base = readBase(`${name} ${loss.name}`, `${alone}\n`, `model.compile("adam", loss=${argument})\n`, keras);
    if (base) yield base;
  }
}

/** The loss with the imports and the definitions that it needs. */
function standingAlone({ body, text }: Module, statement: Statement): string {
  const needed = new Set<Statement>([statement]);
  for (let before = -1; before !== needed.size; ) {
    before = needed.size;
    const names = new Set<string>();
    for (const at of needed) walk(at, (node) => void (node.kind === "Name" && names.add(node.id)));
    for (const at of body) if (boundBy(at).some((name) => names.has(name))) needed.add(at);
  }
  const kept = body.filter((at) => needed.has(at) || at.kind === "Import" || at.kind === "ImportFrom");
  return kept.map(({ range }) => text.slice(range.start, range.end)).join("\n\n");
}

function boundBy(at: Statement): string[] {
  if (at.kind === "FunctionDefinition" || at.kind === "ClassDefinition") return [at.name];
  if (at.kind === "Assign") return at.targets.flatMap((target) => (target.kind === "Name" ? [target.id] : []));
  return [];
}

function readBase(origin: string, loss: string, compile: string, keras: KerasMajor | undefined): Base | undefined {
  const text = `${loss}${compile}`;
  const { module } = parseModule(text);
  let context: RuleContext | undefined;
  const keep = defineRule({
    id: "keep-context",
    severity: "hint",
    summary: "",
    check(given) {
      context = given;
    },
  });
  const { findings } = inspectModule(module, { keras, rules: [keep, ...allRules] });
  const name = origin.slice(origin.indexOf(" ") + 1);
  const found = context?.losses.find((at) => at.name === name);
  const flow = found && context?.flowOf(found);
  if (!context || !found || !flow?.result?.fromPred || found.body?.kind !== "FunctionDefinition") return undefined;
  // Only what is correct to begin with shows what a mistake adds.
  if (findings.length > 0 || module.errors.length > 0) return undefined;
  return {
    origin,
    text,
    module,
    keras,
    loss: found,
    body: found.body,
    compile,
    flow,
    context,
    namespace: namespaceOf(text, context),
  };
}

function namespaceOf(text: string, { resolver, module }: RuleContext): Base["namespace"] {
  for (const [name, qualified] of [
    ["ops", "keras.ops"],
    ["K", "keras.backend"],
    ["K", "tf.keras.backend"],
    ["tf", "tf"],
  ] as const)
    if (
      namesIn(module).some((at) => at.id === name && resolver.qualifiedName(at) === qualified) &&
      text.includes(`${name}.`)
    )
      return name;
  return undefined;
}

/** What one rule finds. */
export function findingsOf(text: string, id: string, keras: KerasMajor | undefined): readonly Finding[] {
  const rules = allRules.filter((rule) => rule.id === id);
  return inspectModule(parseModule(text).module, { keras, rules }).findings;
}
