/** `loss-lens`: the extension without the editor. */

import type { EvaluatorClient } from "../evaluate/service/client.ts";
import { visibleText } from "../python/visible-text.ts";
import { check } from "./check.ts";
import { evaluate } from "./eval.ts";
import { startEvaluator, startNativeEvaluator } from "./evaluators.ts";
import { UsageError } from "./failure.ts";
import { listLosses } from "./losses.ts";
import { version } from "./package.ts";
import { plot } from "./plot.ts";
import type { Terminal } from "./terminal.ts";

const usage = `loss-lens ${version}

  loss-lens check [options] PATH…     find mistakes in custom Keras losses
      --format text|json|sarif|github   how to print them
      --keras auto|1|2|3                which Keras the files mean
      --no-probes                       only what reading finds; do not run losses
      --fix                             apply safe fixes
      --fail-on error|warning|info|hint exit with 1 from this severity on (default: warning)
      --rules id=severity,…             error, warning, info, hint or off for each rule
  loss-lens losses [--format text|json] PATH…
                                      list losses and whether they can be evaluated
  loss-lens eval PATH NAME            value and gradient of a loss; NAME:LINE for one of several definitions
      --data FILE.json                  {"y_true": …, "y_pred": …}
      --samples ID                      sample data, where none is given
      --set name=value                  a parameter, as a Python literal
      --keras V --backend cpu|node
  loss-lens eval --batch FILE.jsonl   one request a line, one answer a line
  loss-lens plot PATH NAME -o out.svg|out.png
      --samples ID --set name=value --compare NAME,… --theme light|dark
      --view VIEW                       curve, surface, classes, masks, boxes, embedding, descent, data
      --data FILE                       for --view data: CSV, JSON, NPY or NPZ
  loss-lens --version | --help
`;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  const terminal = openTerminal();
  switch (command) {
    case "check":
      return check(rest, terminal);
    case "losses":
      return listLosses(rest, terminal);
    case "eval":
      return evaluate(rest, terminal);
    case "plot":
      return plot(rest, terminal);
    case "--version":
      terminal.print(`${version}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      terminal.print(usage);
      return 0;
    case undefined:
      throw new UsageError("give a command: check, losses, eval or plot (see loss-lens --help)");
    default:
      throw new UsageError(`there is no command '${command}': check, losses, eval or plot`);
  }
}

/** Where it happened too, so that it can be reported; what the message quotes stays on its line. */
function internalError(message: string, error: unknown): string {
  const frames = (error instanceof Error ? (error.stack ?? "") : "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`internal error, please report it: ${visibleText(message)}`, ...frames.map(visibleText)].join("\n");
}

const evaluators: EvaluatorClient[] = [];

function openTerminal(): Terminal {
  const complain = (line: string) => void process.stderr.write(`loss-lens: ${visibleText(line)}\n`);
  return {
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
