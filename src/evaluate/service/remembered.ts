/** One run for one question: whoever asks what was asked before, of the same text on the same points, gets the same answer. */

import type { LossSource, NumericArray } from "../evaluation.ts";
import type { Answer, Evaluator, Request } from "../evaluator.ts";

interface Known {
  readonly request: Request;
  readonly answer: Answer;
  readonly size: number;
}

/** Numbers that are kept, the oldest going first: a picture has some thousands, a data set's may have millions. */
const mostNumbers = 4_000_000;

export interface AnswerMemory {
  find(request: Request): Answer | undefined;
  keep(request: Request, answer: Answer): void;
}

/**
 * A number does not depend on the limits under which it was found. What went wrong is not kept: a limit may be higher the
 * next time, an evaluator that ended is started again.
 */
export function createAnswerMemory(): AnswerMemory {
  const kept = new Map<string, Known[]>();
  let numbers = 0;
  return {
    find: (request) => kept.get(keyOf(request))?.find((each) => isSameRequest(each.request, request))?.answer,
    keep(request, answer) {
      const size = sizeOf(request);
      if (answer.kind === "failure" || answer.kind === "notBuilt" || size > mostNumbers / 4) return;
      const key = keyOf(request);
      const known = kept.get(key) ?? [];
      kept.delete(key);
      kept.set(key, [...known, { request, answer, size }]);
      numbers += size;
      for (const [oldest, entries] of kept) {
        if (numbers <= mostNumbers) break;
        kept.delete(oldest);
        for (const entry of entries) numbers -= entry.size;
      }
    },
  };
}

/** Asks `evaluator` what `memory` does not know; several may share a memory. */
export function rememberAnswers(evaluator: Evaluator, memory = createAnswerMemory()): Evaluator {
  return {
    async ask(request, signal) {
      signal?.throwIfAborted();
      const known = memory.find(request);
      if (known !== undefined) return known;
      const answer = await evaluator.ask(request, signal);
      memory.keep(request, answer);
      return answer;
    },
  };
}

/** Tells most requests apart; `isSameRequest` all of them. */
function keyOf(request: Request): string {
  const { file, loss, definition } = request.source;
  const shapes = dataOf(request).flatMap(({ shape }) => [...shape, ""]);
  return [request.kind, file.path, file.text.length, loss, definition, ...shapes].join("\0");
}

/** The tensors of a request; a build has none. */
function dataOf(request: Request): readonly NumericArray[] {
  if (request.kind === "build") return [];
  const company = request.kind === "series" || request.kind === "trace" ? request.company : undefined;
  return [request.yTrue, request.yPred, ...(company === undefined ? [] : [company.yTrue, company.yPred])];
}

function sizeOf(request: Request): number {
  // What is answered has a number for each of them, and a gradient.
  return 2 * dataOf(request).reduce((count, { data }) => count + data.length, 0) + 100;
}

function isSameRequest(a: Request, b: Request): boolean {
  return (
    a.kind === b.kind &&
    isSameSource(a.source, b.source) &&
    isSameData(dataOf(a), dataOf(b)) &&
    settingsOf(a) === settingsOf(b)
  );
}

function isSameData(a: readonly NumericArray[], b: readonly NumericArray[]): boolean {
  return a.length === b.length && a.every((array, index) => isSameArray(array, b[index]!));
}

/** All but the loss, the data and the limits. */
function settingsOf(request: Request): string {
  const others = new Set(["source", "yTrue", "yPred", "company", "limits"]);
  return JSON.stringify(Object.entries(request).filter(([name]) => !others.has(name)));
}

function isSameSource(a: LossSource, b: LossSource): boolean {
  return (
    a.file.path === b.file.path &&
    a.file.text === b.file.text &&
    a.loss === b.loss &&
    (a.definition ?? null) === (b.definition ?? null) &&
    a.keras.version === b.keras.version &&
    a.keras.isKnown === b.keras.isKnown &&
    a.imports.length === b.imports.length &&
    a.imports.every(({ path, text }, index) => path === b.imports[index]!.path && text === b.imports[index]!.text) &&
    literalText(a.parameters) === literalText(b.parameters)
  );
}

function literalText(parameters: LossSource["parameters"]): string {
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted, (_, value) => {
    if (typeof value === "bigint") return { int: String(value) };
    return typeof value === "number" ? { float: Object.is(value, -0) ? "-0" : String(value) } : value;
  });
}

function isSameArray(a: NumericArray, b: NumericArray): boolean {
  if (a.dtype !== b.dtype || a.data.length !== b.data.length || a.shape.join() !== b.shape.join()) return false;
  for (let index = 0; index < a.data.length; index++) if (!Object.is(a.data[index], b.data[index])) return false;
  return true;
}
