/** The losses of a picture as a script has them: their own statements, and what is called with y_true and y_pred. */

import type { LossSource } from "../../evaluate/evaluation.ts";
import { dependenciesOf, placeAt } from "../../losses/dependencies.ts";
import { findLosses, type ModuleLosses } from "../../losses/find-losses.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { definitionsOf, findReferred, isInFunction } from "../../losses/loss-reference.ts";
import type { Module } from "../../python/ast.ts";
import { linesOf } from "../../python/lines.ts";
import { parseModule } from "../../python/parse.ts";
import { analyzeNames, type ModuleNames } from "../../python/scope.ts";
import type { Companion } from "../ask/question.ts";
import { isBuiltInSource } from "../built-in-loss.ts";
import { calledAs } from "../called-as.ts";
import { comparisonPattern, comparisonWidth } from "../plot/dashes.ts";
import { pythonLiteral, pythonText } from "./literals.ts";

export interface ScriptLoss {
  readonly label: string;
  /** A Python expression. */
  readonly expression: string;
  /** matplotlib's, as Python. */
  readonly style: string;
}

export interface ScriptLosses {
  /** `from __future__ import …`, which comes before all else. */
  readonly future: readonly string[];
  /** Folders that modules are imported from. */
  readonly folders: readonly string[];
  readonly statements: readonly string[];
  readonly own: ScriptLoss;
  readonly others: readonly ScriptLoss[];
}

interface ReadFile extends ModuleLosses {
  readonly text: string;
  readonly names: ModuleNames;
}

/** Undefined where the loss has no name that a script could call it by: a lambda in an expression, a method. */
export function scriptLosses(source: LossSource, companions: readonly Companion[]): ScriptLosses | undefined {
  const file = readFile(source.file.text);
  const loss = namedLoss(file, source);
  if (loss === undefined) return undefined;
  const beside: NamedLoss[] = [loss];
  const folders = new Set(source.imports.length === 0 ? [] : [folderOf(source)]);
  const loading: string[] = [];
  const others: ScriptLoss[] = [];
  for (const [index, { label, role, source: other }] of companions.entries()) {
    const style = dashed(index);
    if (isBuiltInSource(other)) {
      others.push({ label, expression: `keras.losses.${other.loss}`, style });
      continue;
    }
    const isSameFile = other.file.path === source.file.path && other.file.text === source.file.text;
    const otherFile = isSameFile ? file : readFile(other.file.text);
    const found = namedLoss(otherFile, other);
    if (found === undefined) continue;
    if (other.imports.length > 0) folders.add(folderOf(other));
    if (isSameFile) {
      beside.push(found);
      others.push({ label, expression: callee(found.name, found), style });
      continue;
    }
    const space = `other_${others.length}`;
    const text = [...futuresOf(otherFile.names.module), ...ownStatements(otherFile, [found])].join("\n\n");
    loading.push(
      `# ${fileName(other)}${role === "saved" ? ", as last saved" : ""}: names of its own.`,
      `${space} = {}`,
      `exec(${longText(text)}, ${space})`,
      "",
    );
    others.push({ label, expression: callee(`${space}[${pythonText(found.name)}]`, found), style });
  }
  const statements = ownStatements(file, beside);
  return {
    future: futuresOf(file.names.module),
    folders: [...folders],
    statements: [
      ...statements.flatMap((statement) => [statement, ""]),
      ...loading,
      `own_loss = ${callee(loss.name, loss)}`,
    ],
    own: {
      label: loss.loss.name + calledAs({ ...file, loss: loss.loss }, source.parameters),
      expression: "own_loss",
      style: '"-"',
    },
    others,
  };
}

/** The page's pattern: matplotlib counts in widths of the line. */
function dashed(index: number): string {
  const lengths = comparisonPattern(index).map((length) => Number((length / comparisonWidth).toFixed(2)));
  return `(0, (${lengths.join(", ")}))`;
}

export function fileName({ file: { path } }: LossSource): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf({ file: { path } }: LossSource): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function readFile(text: string): ReadFile {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  return { text, names, ...findLosses(module, names) };
}

/** A loss, and what the script calls it. */
interface NamedLoss {
  readonly loss: LossDefinition;
  readonly source: LossSource;
  /** The loss's own name, or one that is kept for it before the file defines its own anew. */
  readonly name: string;
  /** The definition before which it is kept. */
  readonly keptBefore: LossDefinition | undefined;
}

/** Undefined for a lambda in an expression, a method, one of several branches. */
function namedLoss({ losses, text }: ReadFile, source: LossSource): NamedLoss | undefined {
  const loss = findReferred(losses, { name: source.loss, definition: source.definition ?? null });
  if (loss === undefined || !/^[^\W\d]\w*$/u.test(loss.name) || loss.form === "method") return undefined;
  const rivals = definitionsOf(losses, loss.name).filter((each) => !isInFunction(each));
  const keptBefore = rivals[rivals.indexOf(loss) + 1];
  if (keptBefore === undefined || !rivals.includes(loss))
    return { loss, source, name: loss.name, keptBefore: undefined };
  if (placeAt(loss.module, loss.range.start) === placeAt(loss.module, keptBefore.range.start)) return undefined;
  const line = linesOf(text).positionAt(loss.nameRange.start).line;
  return { loss, source, name: `${loss.name}_of_line_${line}`, keptBefore };
}

/** What the losses and the values that they are given rest on, in the file's order, each once. */
function statementsOf({ names, text }: ReadFile, losses: readonly NamedLoss[]): string[] {
  const found = new Map<number, string>();
  for (const { loss, source, name, keptBefore } of losses) {
    if (keptBefore !== undefined) {
      const next = loss.module.body[placeAt(loss.module, keptBefore.range.start)]!;
      found.set(next.range.start - 0.5, `${name} = ${loss.name}`);
    }
    const given = Object.values(source.parameters).flatMap((value) =>
      value !== null && typeof value === "object" && "code" in value ? (value.code.match(/[^\W\d]\w*/gu) ?? []) : [],
    );
    for (const { range } of dependenciesOf(loss, names, given)) {
      found.set(range.start, text.slice(range.start, range.end).replace(/\r\n?/g, "\n"));
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, statement]) => statement);
}

function callee(name: string, { loss: { form }, source: { parameters } }: NamedLoss): string {
  const given = Object.entries(parameters).map(([parameter, value]) => `${parameter}=${pythonLiteral(value)}`);
  if (form === "factory") return `${name}(${given.join(", ")})`;
  if (form === "class") return `${name}(${given.join(", ")}).call`;
  return given.length === 0 ? name : `lambda y_true, y_pred: ${name}(y_true, y_pred, ${given.join(", ")})`;
}

/** Over several lines where it can be read so. */
function longText(text: string): string {
  return text.includes("'''") || /['\\]$/.test(text) ? pythonText(text) : `r'''\n${text}\n'''`;
}

/** Without what stands before all of them. */
function ownStatements(file: ReadFile, losses: readonly NamedLoss[]): readonly string[] {
  return statementsOf(file, losses).filter((statement) => !/^from\s+__future__\s/.test(statement));
}

/** No name leads to them, and they say how all the rest is read. */
function futuresOf({ body, text }: Module): string[] {
  return body.flatMap((statement) =>
    statement.kind === "ImportFrom" && statement.module === "__future__"
      ? [text.slice(statement.range.start, statement.range.end)]
      : [],
  );
}
