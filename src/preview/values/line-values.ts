/** What stands at the end of each assignment and return of a loss: what it gives, or what goes wrong there. */

import type { Trace, TracedValue } from "../../evaluate/trace-question.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import type { LossProblem } from "../../probes/facts.ts";
import type { Expression, Range, Statement } from "../../python/ast.ts";
import { say } from "../../python/say.ts";
import { forEachChild, isStatement } from "../../python/walk.ts";
import { formatNumber } from "../plot/numbers.ts";
import { shapeWords, valueWords } from "./words.ts";

export interface LineValue {
  /** Of the statement, at whose end it stands. */
  readonly range: Range;
  readonly text: string;
  readonly isProblem: boolean;
}

/** Of several names that are assigned at once, the first are shown. */
const mostNames = 3;

export interface TracedLoss {
  readonly loss: LossDefinition;
  readonly path: string;
  readonly trace: Trace;
  readonly problems: readonly LossProblem[];
  /** A metric needs no gradient. */
  readonly isForTraining: boolean;
}

/** In the order of the code; statements that did not run, or give nothing to show, have none. */
export function lineValues(traced: TracedLoss): LineValue[] {
  const { loss, trace } = traced;
  if (loss.body === undefined) return [];
  const values = indexed(trace);
  const lines = linesOf(loss.body).flatMap((line) => {
    const given = givenBy(line, values);
    return given.length === 0 ? [] : [{ ...line, given }];
  });
  const problems = lines.map(() => undefined as string | undefined);
  for (const problem of traced.problems) {
    const at = lineOf(problem, lines, traced.path);
    if (at >= 0) problems[at] ??= problem.text;
  }
  if (!trace.isConnected && traced.isForTraining) {
    const cut = trace.values.find((value) => value.isCut);
    const at = cut === undefined ? lines.length - 1 : lines.findIndex(({ range }) => holds(range, cut.range));
    if (at >= 0)
      problems[at] ??= cut === undefined ? say("y_pred does not reach this") : say("no gradient from here on");
  }
  return lines.flatMap(({ range, given, isPlain }, at): LineValue[] => {
    const problem = problems[at];
    if (problem !== undefined) return [{ range, text: problemText(given, problem), isProblem: true }];
    // Nobody needs to be told what a literal is.
    return isPlain ? [] : [{ range, text: textOf(given), isProblem: false }];
  });
}

interface Line {
  readonly range: Range;
  /** What is assigned or returned. */
  readonly value: Expression;
  readonly targets: readonly Expression[];
  readonly isPlain: boolean;
}

function linesOf(body: NonNullable<LossDefinition["body"]>): Line[] {
  if (body.kind === "Lambda") return [{ range: body.range, value: body.body, targets: [], isPlain: false }];
  const lines: Line[] = [];
  const visit = (statement: Statement): void => {
    const { range } = statement;
    switch (statement.kind) {
      case "FunctionDefinition":
      case "ClassDefinition":
        return;
      case "Assign":
        lines.push({ range, value: statement.value, targets: statement.targets, isPlain: isPlain(statement.value) });
        return;
      case "AugmentedAssign":
        lines.push({ range, value: statement.value, targets: [statement.target], isPlain: false });
        return;
      case "AnnotatedAssign":
        if (statement.value !== undefined)
          lines.push({ range, value: statement.value, targets: [statement.target], isPlain: isPlain(statement.value) });
        return;
      case "Return":
        if (statement.value !== undefined)
          lines.push({ range, value: statement.value, targets: [], isPlain: isPlain(statement.value) });
        return;
      default:
        forEachChild(statement, (child) => {
          if (isStatement(child)) visit(child);
        });
    }
  };
  body.body.forEach(visit);
  return lines;
}

function isPlain(value: Expression): boolean {
  return value.kind === "Constant" || (value.kind === "UnaryOperation" && value.operand.kind === "Constant");
}

type Indexed = (range: Range, isStored: boolean) => TracedValue | undefined;

function indexed({ values }: Trace): Indexed {
  const byPlace = new Map(values.map((value) => [`${value.range.start} ${value.range.end} ${value.isStored}`, value]));
  return ({ start, end }, isStored) => byPlace.get(`${start} ${end} ${isStored}`);
}

interface Given {
  /** Where several names are assigned at once. */
  readonly name: string | undefined;
  readonly value: TracedValue;
}

function givenBy({ value, targets }: Line, values: Indexed): Given[] {
  const names = targets.at(-1);
  if (names?.kind === "Tuple" || names?.kind === "List") {
    const each = names.elements.flatMap((target): Given[] => {
      const stored = values(target.range, true);
      return target.kind === "Name" && stored !== undefined ? [{ name: target.id, value: stored }] : [];
    });
    if (each.length > 0) return each;
  }
  const stored = names && values(names.range, true);
  const found = stored ?? values(value.range, false);
  return found === undefined ? [] : [{ name: undefined, value: found }];
}

/** Where the blamed expression stands; of what is made in a function that the loss calls, where the loss first has it. */
function lineOf(
  { kind, place }: LossProblem,
  lines: readonly { readonly range: Range; readonly given: readonly Given[] }[],
  path: string,
): number {
  const own = place?.path === path ? lines.findIndex(({ range }) => holds(range, place.range)) : -1;
  if (own >= 0 || kind !== "nonFinite") return own;
  return lines.findIndex(({ given }) => given.some(({ value }) => hasNonFinite(value)));
}

function hasNonFinite({ numbers: { nan, positiveInfinity, negativeInfinity } }: TracedValue): boolean {
  return nan + positiveInfinity + negativeInfinity > 0;
}

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function problemText(given: readonly Given[], problem: string): string {
  const [only] = given;
  const shape = given.length === 1 && only!.value.dtype !== null ? `${shapeWords(only!.value.shape)} · ` : "";
  return `${shape}${problem}`;
}

function textOf(given: readonly Given[]): string {
  const texts = given.slice(0, mostNames).map(({ name, value }) => {
    const words = value.type === "float" ? formatNumber(value.numbers.low, 4) : valueWords(value);
    return name === undefined ? words : `${name} ${words}`;
  });
  return [...texts, ...(given.length > mostNames ? ["…"] : [])].join("; ");
}
