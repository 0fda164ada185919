/** What each command takes: printed by `loss-lens COMMAND --help`, and in short by `loss-lens --help`. */

import { sampleSetIds } from "../samples/sample-sets.ts";
import { version } from "./package.ts";

interface CommandHelp {
  readonly usage: readonly string[];
  readonly summary: string;
  readonly details: readonly string[];
  /** Option and what it does. */
  readonly options: readonly (readonly [option: string, text: string])[];
  readonly exitCodes: string;
  readonly examples: readonly string[];
}

const kerasHelp =
  "which Keras the files mean; auto, the default, reads it from imports, requirement and lock files and the virtual environment";

const columnHelp = (what: string): string =>
  `the column of --data that is the ${what}, or several: NAME,NAME; by default those whose names look like it`;

const setHelp = "a parameter of the loss, as a Python literal; may be given again";

/** Options, what they take and the default, of every command. */
const commands = {
  check: {
    usage: ["loss-lens check [options] PATH…"],
    summary: "find mistakes in custom Keras losses",
    details: [
      "Reads Python files, notebooks and folders; what .gitignore names, hidden folders, and installed packages are passed over. Code is never executed.",
      "Losses are built as fit builds them and run on data that fit them, on all cores: interpreted, with limits of time and memory. --no-probes only reads.",
      'Severities and the version stand in pyproject.toml under [tool.loss-lens] too; "# loss-lens: ignore[rule-id]" on a line silences a rule there.',
    ],
    options: [
      ["--format text|json|sarif|github", "how to print the findings (text)"],
      ["--keras auto|1|2|3", kerasHelp],
      ["--no-probes", "read the files, and run no loss; also probes = false in pyproject.toml"],
      ["--fix", "write the fixes that are safe into the files"],
      ["--fail-on error|warning|info|hint", "exit with 1 from this severity on (warning)"],
      ["--rules id=severity,…", "error, warning, info, hint or off for each rule"],
    ],
    exitCodes:
      "0: nothing at or above --fail-on; 1: findings, or a file that Python cannot read; 2: something could not be checked",
    examples: ["loss-lens check src notebooks", "loss-lens check --format sarif . > findings.sarif"],
  },
  losses: {
    usage: ["loss-lens losses [options] PATH…"],
    summary: "list losses, the data that fit them, and whether they can be evaluated",
    details: [
      "Each loss is run once on the sample data that fit it. What is listed as evaluable, eval and plot answer without data; a parameter without a value in the file is assumed, and listed with what was assumed.",
    ],
    options: [["--format text|json", "how to print the list (text)"]],
    exitCodes: "0: listed; 2: something could not be read",
    examples: ["loss-lens losses src", "loss-lens losses --format json losses.py"],
  },
  eval: {
    usage: ["loss-lens eval PATH NAME [options]", "loss-lens eval --batch FILE.jsonl [options]"],
    summary: "value and gradient of a loss, as JSON",
    details: [
      "Where a name is defined more than once, NAME is the last definition and NAME:LINE names another.",
      "The value is what the function, or the class's call, returns when it is called directly; the gradient is that of its sum with respect to y_pred, null where Keras would say that there is none.",
      "Without data the loss is run on the sample data that fit it, with the parameters that the file gives it; one that it gives none is assumed.",
    ],
    options: [
      ["--data FILE", 'JSON {"y_true": …, "y_pred": …}, nested or {"data", "shape", "dtype"}; or CSV, TSV, NPY, NPZ'],
      ["--target COLUMN,…", columnHelp("target")],
      ["--prediction COLUMN,…", columnHelp("prediction")],
      ["--samples ID", `sample data, where none is given: ${sampleSetIds.join(", ")}`],
      ["--set name=value", setHelp],
      ["--keras auto|1|2|3|RELEASE", kerasHelp],
      ["--backend cpu|node", "what computes: built in, or native TensorFlow where it is installed (cpu)"],
      [
        "--batch FILE.jsonl",
        'one request a line, {"path", "name", "set", "data", "keras"}, and one answer a line, in order',
      ],
    ],
    exitCodes: "0: answered; 1: the loss gives no number, and the answer says why; 2: it could not be asked",
    examples: ["loss-lens eval losses.py focal_loss --set gamma=3.0 --data batch.json"],
  },
  plot: {
    usage: ["loss-lens plot PATH NAME -o out.svg|out.png [options]"],
    summary: "the picture that the preview shows, as a file",
    details: [
      "NAME:LINE names one of several definitions. Parameters are those of eval: what the file says, else what is assumed, and told on standard error.",
    ],
    options: [
      ["-o, --output FILE", "the file to write, .svg or .png"],
      ["--samples ID", `sample data: ${sampleSetIds.join(", ")}`],
      ["--set name=value", setHelp],
      ["--compare NAME,…", "losses of the file, or functions of keras.losses such as huber, to draw beside it"],
      ["--view VIEW", "curve, surface, classes, masks, boxes, embedding, descent or data (curve)"],
      ["--data FILE", "for --view data: CSV, TSV, JSON, NPY or NPZ"],
      ["--target COLUMN,…", columnHelp("target")],
      ["--prediction COLUMN,…", columnHelp("prediction")],
      ["--theme light|dark", "colours (light)"],
      ["--title TEXT", "the heading of the picture, in the place of the loss with its parameters"],
      ["--no-title", "no heading"],
      [
        "--as-fixed",
        "draw the loss as it will be with the fixes for what its file lacks, such as an import; the file stays as it is",
      ],
      ["--keras auto|1|2|3|RELEASE", kerasHelp],
    ],
    exitCodes: "0: written; 1: the loss gives no number; 2: it could not be asked, or not be written",
    examples: [
      "loss-lens plot losses.py focal_loss -o focal.svg --compare binary_crossentropy",
      "loss-lens plot losses.py focal_loss -o mine.svg --data rows.csv --target label --prediction score",
    ],
  },
  diff: {
    usage: ["loss-lens diff REV PATH… [options]"],
    summary: "what has become of losses since a revision of git",
    details: [
      "Compares the files as they are with those of REV: a commit, a branch, a tag, HEAD~3. A loss has changed where what it rests on says something else, or where what it imports makes its numbers others; comments and layout are no change.",
      "Of each: the largest difference of value and gradient on the data that fit it, what is better and what is worse about it, findings that are new or gone. It runs git, and nothing else.",
    ],
    options: [
      ["--format text|json|markdown", "how to print it (text); markdown is for a comment or a summary on GitHub"],
      ["-o, --output FOLDER", "a picture of each loss, as it is and as it was, as SVG"],
    ],
    exitCodes:
      "0: nothing is worse; 1: something is, or a finding of a warning or an error is new; 2: something could not be compared",
    examples: ["loss-lens diff main src", "loss-lens diff HEAD~1 losses.py --format markdown -o pictures"],
  },
} as const satisfies Record<string, CommandHelp>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as CommandName[];

/** All commands, a line each. */
export function overview(): string {
  const rows = commandNames.map((name) => ["loss-lens ", name, commands[name].summary] as const);
  const widest = Math.max(...rows.map(([, name]) => name.length));
  return [
    `loss-lens ${version}`,
    "",
    "Losses for Keras: finds mistakes in them, evaluates them and plots them. Needs no Python and no Keras.",
    "",
    ...rows.map(([start, name, summary]) => `  ${start}${name.padEnd(widest)}  ${summary}`),
    "",
    "  loss-lens COMMAND --help  what a command takes",
    "  loss-lens --version",
    "",
  ].join("\n");
}

/** Everything that a command takes. */
export function helpOf(name: CommandName): string {
  const { usage, summary, details, options, exitCodes, examples }: CommandHelp = commands[name];
  const paragraph = (text: string) => wrapped(text, 100);
  return [
    ...usage.map((each, index) => `${index === 0 ? "usage: " : "       "}${each}`),
    "",
    ...paragraph(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`),
    ...details.flatMap((text) => ["", ...paragraph(text)]),
    "",
    "options:",
    ...options.flatMap(([option, text]) => [`  ${option}`, ...wrapped(text, 92).map((line) => `      ${line}`)]),
    "  -h, --help",
    "",
    ...paragraph(`exit code: ${exitCodes}`),
    "",
    "for example:",
    ...examples.map((each) => `  ${each}`),
    "",
  ].join("\n");
}

/** Lines of at most so many columns. */
function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
