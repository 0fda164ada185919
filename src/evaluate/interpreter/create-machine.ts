/** Starting an evaluation: the machine with its limits, notes, log and modules. */

import { sentence } from "../../python/say.ts";
import type { EvaluationNote, KerasDialect, Limits, SourceFile } from "../evaluation.ts";
import { LimitExceeded, type Place } from "../failure.ts";
import { reserve } from "../tape/backend.ts";
import { getAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { evaluate } from "./expressions.ts";
import { iterate } from "./iterate.ts";
import type { Interpreter, ModuleEnvironment } from "./machine.ts";
import { createModule } from "./modules.ts";
import { execute, executeStatement } from "./statements.ts";
import { str } from "./text.ts";
import { isTruthy } from "./truth.ts";
import type { Library } from "./values.ts";

export interface MachineOptions {
  readonly library: Library;
  readonly keras: KerasDialect;
  readonly limits: Limits;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  /** Whether the thread's memory would be nearly used up with so many bytes more, where that can be known. */
  readonly isMemoryShort?: ((bytes: number) => boolean) | undefined;
  /** Every file that may be imported, the loss's own included. */
  readonly files: readonly SourceFile[];
}

export interface StartedMachine {
  readonly machine: Interpreter;
  readonly notes: readonly EvaluationNote[];
  readonly log: readonly string[];
  /** Looks at clock and memory; throws LimitExceeded when there is no more of either, or no room for so many bytes. */
  readonly look: (bytes: number) => void;
}

/** Steps between two looks at the clock. */
const stepsBetweenLooks = 512;
const maximumLines = 1000;
/** Of one line that is printed. */
const longestLine = 10_000;
const maximumNotes = 100;

/** A machine at its beginning. */
export function createMachine(options: MachineOptions): StartedMachine {
  const { limits, now } = options;
  const notes: EvaluationNote[] = [];
  const noted = new Set<string>();
  const log: string[] = [];
  const texts = new Map(options.files.map((file) => [file.path, file.text] as const));
  const modules = new Map<string, ModuleEnvironment>();
  const deadline = now() + limits.milliseconds;
  let steps = 0;
  let nextLook = stepsBetweenLooks;
  let seed = 0x2545f491;
  const machine: Interpreter = {
    library: options.library,
    evaluate,
    execute,
    executeStatement,
    str: (value) => str(machine, value),
    keras: options.keras,
    path: "",
    range: undefined,
    depth: 0,
    handled: [],
    tracing: undefined,
    watch: undefined,
    watched: undefined,
    modules,
    optionalImports: 0,
    moduleAt,
    call: (callee, args) => call(machine, callee, args),
    getAttribute: (value, name) => getAttribute(machine, value, name),
    iterate: (value) => iterate(machine, value),
    isTruthy: (value) => isTruthy(machine, value),
    note,
    log: (line) => {
      if (log.length < maximumLines) log.push(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
    },
    get place(): Place | undefined {
      return machine.range === undefined ? undefined : { path: machine.path, range: machine.range };
    },
    step,
    allocate: (elements) => reserve(elements),
    random,
  };
  return { machine, notes, log, look };

  function step(count = 1): void {
    steps += count;
    if (steps < nextLook) return;
    if (steps > limits.steps) {
      throw new LimitExceeded(sentence("The loss took more than {0} steps.", limits.steps), machine.place);
    }
    look(0);
    nextLook = Math.min(steps + stepsBetweenLooks, limits.steps + 1);
  }

  function look(bytes: number): void {
    if (now() > deadline) {
      throw new LimitExceeded(
        sentence("The loss took longer than {0} seconds.", limits.milliseconds / 1000),
        machine.place,
      );
    }
    if (options.isMemoryShort?.(bytes)) {
      throw new LimitExceeded(sentence("The loss took more memory than an evaluation has."), machine.place);
    }
  }

  function note(message: string): void {
    const { place } = machine;
    const key = `${message}\u0000${place?.path}\u0000${place?.range.start}`;
    if (noted.has(key) || notes.length >= maximumNotes) return;
    noted.add(key);
    notes.push({ message, path: place?.path ?? machine.path, range: place?.range });
  }

  function moduleAt(path: string): ModuleEnvironment | undefined {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const text = texts.get(path);
    if (text === undefined) return undefined;
    const made = createModule(machine, path, text);
    modules.set(path, made);
    return made;
  }

  /** Mulberry32: uniform in [0, 1), the same for every evaluation. */
  function random(): number {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
}
