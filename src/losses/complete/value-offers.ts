/** What may be written where Keras takes a loss or a metric, in a factory's arguments, in a loss's signature, in a directive. */

import { fullName, summaryOf } from "../../keras/identifier-summaries.ts";
import { lossIdentifiers, lossIdentifiersOfAnyVersion, metricIdentifiers } from "../../keras/identifiers.ts";
import type { KerasMajor } from "../../keras/version.ts";
import type { Range } from "../../python/ast.ts";
import { say } from "../../python/say.ts";
import type { LossDefinition } from "../loss.ts";
import { isLossName } from "../loss-names.ts";
import { cursorPlace, type OpenBracket } from "./cursor.ts";

export interface Offer {
  readonly label: string;
  readonly newText: string;
  readonly kind: "identifier" | "loss" | "factory" | "parameter" | "signature" | "rule";
  readonly detail: string | undefined;
  /** The statement that brings the name into the file; undefined where it is there. */
  readonly importing?: string;
}

/** What an offer says of a loss. */
export type OfferedLoss = Pick<LossDefinition, "name" | "form"> & {
  readonly parameters: readonly { readonly name: string; readonly default?: unknown }[];
};

/** A loss of another file of the workspace. */
export interface LossElsewhere {
  readonly loss: OfferedLoss;
  /** The module that has it, as the file imports it: `models.losses`. */
  readonly module: string;
}

export interface ValueOffers {
  readonly range: Range;
  readonly offers: readonly Offer[];
}

export interface OfferingModule {
  readonly losses: readonly LossDefinition[];
  /** Those that the file can import, or has imported. */
  readonly elsewhere: readonly LossElsewhere[];
  /** The names of the module, with what each is imported from: `losses.focal`; undefined for what is not imported. */
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly keras: KerasMajor;
  /** Rules by their ids, with what each says. */
  readonly rules: ReadonlyMap<string, string>;
}

/** Undefined where nothing of ours fits. `fileOf` is asked only where something may. */
export function offerValues(text: string, offset: number, fileOf: () => OfferingModule): ValueOffers | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lead = text.slice(lineStart, offset);
  // No place that is spoken of here is outside of brackets and comments.
  if (!/[([{,=:"'#]/.test(lead) && !/^[ \t]+\w*$/.test(lead)) return undefined;
  const place = cursorPlace(text, offset);
  if (place.kind === "comment") return offerRules(place.typed, place.range, fileOf);
  if (place.kind !== "string" && place.kind !== "value") return undefined;
  const { typed, range, brackets } = place;
  const answer = (offers: readonly Offer[]): ValueOffers | undefined => {
    // What is whole already is meant as it is.
    if (offers.some(({ label }) => label === typed)) return undefined;
    const fitting = offers.filter(({ label }) => label.startsWith(typed));
    return fitting.length === 0 ? undefined : { range, offers: fitting };
  };
  if (place.kind === "string") {
    const role = roleOf(brackets);
    if (role === "customObject") return answer(customObjectNames(fileOf()));
    return role === undefined ? undefined : { range, offers: identifiersFor(role, fileOf().keras) };
  }
  const top = brackets.at(-1)!;
  if (top.isDefinition) return answer(signatureFor(top, typed));
  const role = roleOf(brackets);
  if (role !== undefined) return answer(valuesFor(role, fileOf()));
  return top.bracket === "(" && top.keyword === undefined && top.callee !== ""
    ? answer(parametersOf(top, fileOf().losses))
    : undefined;
}

type Role = "loss" | "metric" | "customObject";

/** What the value at the cursor is to Keras. */
function roleOf(brackets: readonly OpenBracket[]): Role | undefined {
  const inner = brackets.at(-1)!;
  const isCollection = inner.bracket !== "(" && inner.callee === "";
  const call = isCollection ? brackets.at(-2) : inner;
  if (call?.bracket !== "(" || call.isDefinition) return undefined;
  const name = call.callee.slice(call.callee.lastIndexOf(".") + 1);
  if (call.keyword === "custom_objects" && isCollection && inner.bracket === "{" && !inner.isValue)
    return "customObject";
  if (isCollection && inner.bracket === "{" && !inner.isValue) return undefined;
  if (name === "compile" && call.callee.includes(".") && !isOtherCompile.test(call.callee)) {
    const at = call.keyword ?? ["optimizer", "loss", "metrics"][call.index];
    if (at === "loss") return "loss";
    if (at === "metrics" || at === "weighted_metrics") return "metric";
  }
  if (name === "get" && !isCollection) {
    if (/(?:^|\.)losses\.get$/.test(call.callee)) return "loss";
    if (/(?:^|\.)metrics\.get$/.test(call.callee)) return "metric";
  }
  return undefined;
}

/** `re.compile` takes no loss, and neither do those that compile functions. */
const isOtherCompile = /^(?:re|regex|torch|jax|builtins|pattern)\./;

/** Identifiers that came with Keras 3. */
const newInKeras3: ReadonlySet<string> = new Set([
  "circle",
  "ctc",
  "dice",
  "tversky",
  "categorical_generalized_cross_entropy",
]);

function identifiersFor(role: Role, keras: KerasMajor): Offer[] {
  const losses = keras === "3" ? lossIdentifiers : lossIdentifiersOfAnyVersion;
  const names = [
    ...(role === "metric" ? ["accuracy", ...metricIdentifiers] : []),
    ...[...losses].filter((name) => keras === "3" || !newInKeras3.has(name)),
  ];
  return [...new Set(names)]
    .filter((name) => /^[a-z]/.test(name) && (role === "loss" || summaryOf(name) !== undefined))
    .map((name) => {
      const full = fullName(name);
      const summary = summaryOf(name);
      const said = summary === undefined ? undefined : say(summary);
      const detail = full === undefined ? said : `${full}: ${said}`;
      return { label: name, newText: name, kind: "identifier", detail };
    });
}

function unique<Loss extends OfferedLoss>(losses: readonly Loss[]): Loss[] {
  const last = new Map(
    losses.filter(({ form }) => form !== "method" && form !== "lambda").map((loss) => [loss.name, loss]),
  );
  return [...last.values()];
}

function lossOffer(name: string, newText: string, detail = say("a loss of this file")): Offer {
  return { label: name, newText, kind: "loss", detail };
}

function lossValue(role: Role, loss: OfferedLoss, detail?: string): Offer {
  if (role === "customObject") return lossOffer(loss.name, `"${loss.name}": ${loss.name}`, detail);
  if (loss.form !== "factory" && loss.form !== "class") return lossOffer(loss.name, loss.name, detail);
  const required = loss.parameters.filter((each) => each.default === undefined).map(({ name }) => `${name}=`);
  const shown = loss.parameters.map(({ name }) => name).join(", ");
  return {
    label: loss.name,
    newText: `${loss.name}(${required.join(", ")})`,
    kind: "factory",
    detail: say("{0} gives the loss", `${loss.name}(${shown})`),
  };
}

/** Of other files: those that are imported, and those whose name is free, each with its import. */
function elsewhereFor(role: Role, { elsewhere, names }: OfferingModule): Offer[] {
  return elsewhere.flatMap(({ loss, module }) => {
    if (loss.form === "method" || loss.form === "lambda") return [];
    const offer = lossValue(role, loss, say("a loss of {0}", module));
    if (!names.has(loss.name)) return [{ ...offer, importing: `from ${module} import ${loss.name}` }];
    return names.get(loss.name) === `${module}.${loss.name}` ? [offer] : [];
  });
}

/** In the string of a key: only what the file has can stand behind the colon. */
function customObjectNames(file: OfferingModule): Offer[] {
  const imported = elsewhereFor("customObject", file).filter(({ importing }) => importing === undefined);
  return [...unique(file.losses), ...imported.map(({ label }) => ({ name: label }))].map(({ name }) =>
    lossOffer(name, name),
  );
}

/** Losses of the file and the workspace as Keras takes them: functions by their names, factories and classes as calls. */
function valuesFor(role: Role, file: OfferingModule): Offer[] {
  const { losses, keras } = file;
  const own = [...unique(losses).map((loss) => lossValue(role, loss)), ...elsewhereFor(role, file)];
  if (role === "customObject") return own;
  const identifiers = identifiersFor(role, keras).map((each) => ({
    ...each,
    label: `"${each.label}"`,
    newText: `"${each.label}"`,
  }));
  return [...own, ...identifiers];
}

/** The parameters of a factory or class of the file that its call does not give yet. */
function parametersOf({ callee, names }: OpenBracket, losses: readonly LossDefinition[]): Offer[] {
  const loss = losses.findLast(({ name, form }) => name === callee && (form === "factory" || form === "class"));
  return (loss?.parameters ?? [])
    .filter(({ name }) => !names.includes(name))
    .map(({ name }) => ({
      label: `${name}=`,
      newText: `${name}=`,
      kind: "parameter",
      detail: say("a parameter of {0}", callee),
    }));
}

/** Both parameters at once, in a function that is named like a loss, and in the `call` of a class. */
function signatureFor({ callee, names, index }: OpenBracket, typed: string): Offer[] {
  const given = names.filter((name) => name !== typed);
  const isMethod = callee === "call" && index === 1 && given.join() === "self";
  const isFunction = index === 0 && given.length === 0 && isLossName(callee);
  // A name that is whole is what it is: someone may go on in the next line.
  if ((!isMethod && !isFunction) || typed === "y_true") return [];
  return [
    { label: "y_true, y_pred", newText: "y_true, y_pred", kind: "signature", detail: say("as Keras calls a loss") },
  ];
}

/** In `# loss-lens: ignore[…` and `# noqa: …`. */
function offerRules(comment: string, { end }: Range, fileOf: () => OfferingModule): ValueOffers | undefined {
  const match = /#\s*loss-lens:\s*ignore(?:-file)?\s*\[(?:[^\]]*[,\s])?([\w-]*)$/.exec(comment);
  if (match === null) return undefined;
  const typed = match[1]!;
  const before = comment.slice(comment.indexOf("["));
  const offers = [...fileOf().rules]
    .filter(([id]) => id.startsWith(typed) && id !== typed && !before.split(/[[,\s]+/).includes(id))
    .map(([id, summary]): Offer => ({ label: id, newText: id, kind: "rule", detail: summary }));
  return offers.length === 0 ? undefined : { range: { start: end - typed.length, end }, offers };
}
