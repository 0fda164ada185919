/** `loss-lens`: the extension without the editor. */

import { availableParallelism } from "node:os";
import type { EvaluatorClient } from "../evaluate/service/client.ts";
import { visibleText } from "../python/visible-text.ts";
import { check } from "./check.ts";
import { keepCompiledCode } from "./compiled-code.ts";
import { diff } from "./diff.ts";
import { evaluate } from "./eval.ts";
import { startEvaluator, startNativeEvaluator } from "./evaluators.ts";
import { UsageError } from "./failure.ts";
import { type CommandName, commandNames, helpOf, overview } from "./help.ts";
import { listLosses } from "./losses.ts";
import { version } from "./package.ts";
import { plot } from "./plot.ts";
import type { Terminal } from "./terminal.ts";

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  const terminal = openTerminal();
  switch (command) {
    case "--version":
      terminal.print(`${version}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      terminal.print(isCommand(rest[0]) ? helpOf(rest[0]) : overview());
      return 0;
    case undefined:
      throw new UsageError("give a command: check, losses, eval, plot or diff (see loss-lens --help)");
  }
  if (!isCommand(command)) throw new UsageError(`there is no command '${command}': ${commandNames.join(", ")}`);
  if (asksForHelp(rest)) {
    terminal.print(helpOf(command));
    return 0;
  }
  return commands[command](rest, terminal);
}

const commands = { check, losses: listLosses, eval: evaluate, plot, diff } satisfies Record<CommandName, unknown>;

function isCommand(word: string | undefined): word is CommandName {
  return commandNames.some((name) => name === word);
}

/** Anywhere before `--`, after which only paths come. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end < 0 ? undefined : end).some((word) => word === "--help" || word === "-h");
}

/** Where it happened too, so that it can be reported; what the message quotes stays on its line. */
function internalError(message: string, error: unknown): string {
  const frames = (error instanceof Error ? (error.stack ?? "") : "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`internal error, please report it: ${visibleText(message)}`, ...frames.map(visibleText)].join("\n");
}

const evaluators: EvaluatorClient[] = [];

function openTerminal(): Terminal {
  const isWatched = process.stderr.isTTY === true;
  const progress = (text: string) => {
    if (isWatched) process.stderr.write(`\r\u001b[K${visibleText(text)}`);
  };
  const complain = (line: string) => {
    progress("");
    process.stderr.write(`loss-lens: ${visibleText(line)}\n`);
  };
  let ofCores: readonly EvaluatorClient[] | undefined;
  return {
    progress,
    evaluators() {
      if (ofCores === undefined) {
        ofCores = Array.from({ length: availableParallelism() }, () => startEvaluator(complain));
        evaluators.push(...ofCores);
      }
      return ofCores;
    },
    print: (text) => {
      if (isHeard) process.stdout.write(text);
    },
    isHeard: () => isHeard,
    complain,
    hasColour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    evaluator: once(() => startEvaluator(complain)),
    nativeEvaluator: once(() => startNativeEvaluator(complain)),
  };
}

function once(start: () => EvaluatorClient): () => EvaluatorClient {
  let started: EvaluatorClient | undefined;
  return () => {
    if (started === undefined) {
      started = start();
      evaluators.push(started);
    }
    return started;
  };
}

/** Whether somebody still reads what is printed. */
let isHeard = true;

// A reader that has seen enough (`| head`) closes the pipe; that changes nothing of what was found, nor the exit code.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  isHeard = false;
  if (error.code === "EPIPE") return;
  process.stderr.write(`loss-lens: the output could not be written: ${visibleText(error.message)}\n`);
  process.exit(2);
});
process.stderr.on("error", () => {});

keepCompiledCode();
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
    for (const evaluator of evaluators) evaluator.dispose();
  },
  (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `loss-lens: ${error instanceof UsageError ? visibleText(said) : internalError(said, error)}\n`,
    );
    process.exitCode = 2;
    for (const evaluator of evaluators) evaluator.dispose();
  },
);
