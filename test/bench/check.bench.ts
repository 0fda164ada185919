/** A keystroke in a file of 2,000 lines, to all findings; and a thousand files, beside other checkers of Python. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type ParsedModule, parseModule } from "../../src/python/parse.ts";
import { inspectModule } from "../../src/rules/check.ts";

const loss = (number: number): string => `
@keras.saving.register_keras_serializable(package="losses")
def focal_${number}(y_true, y_pred, gamma=2., alpha=.25):
    """Focal loss, number ${number}."""
    y_true = ops.cast(y_true, y_pred.dtype)  # labels come as integers
    p = ops.clip(y_pred, 1e-7, 1. - 1e-7)
    cross_entropy = -(y_true * ops.log(p) + (1. - y_true) * ops.log(1. - p))
    weight = alpha * y_true + (1 - alpha) * (1 - y_true)
    if gamma > 0 and not isinstance(gamma, str):
        weight = weight * ops.power(ops.abs(y_true - p), gamma)
    return ops.mean(weight * cross_entropy, axis=-1)


class Dice${number}(keras.losses.Loss):
    def __init__(self, smooth=1., name=f"dice_{${number}}"):
        super().__init__(name=name)
        self.smooth = smooth

    def call(self, y_true, y_pred):
        overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
        total = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3])
        return 1. - (2. * overlap + self.smooth) / (total + self.smooth)

`;
const fileOf = (losses: number, from = 0): string =>
  `import keras\nfrom keras import ops\n${Array.from({ length: losses }, (_, number) => loss(from + number)).join("")}`;

/** What stands between the losses of a real project: data, models, training. */
const other = (number: number): string => `
def load_part_${number}(folder, limit=None):
    rows = []
    with open(os.path.join(folder, f"part_{${number}}.csv"), newline="") as file:
        for index, row in enumerate(csv.reader(file)):
            if limit is not None and index >= limit:
                break
            rows.append([float(value) for value in row[1:]])
    data = np.asarray(rows, dtype="float32")
    mean, spread = data.mean(axis=0), data.std(axis=0) + 1e-6
    return (data - mean) / spread


def build_model_${number}(width, depth=3, rate=0.1):
    inputs = keras.Input((width,))
    x = inputs
    for level in range(depth):
        x = keras.layers.Dense(2 ** (depth - level), activation="relu", name=f"dense_{level}")(x)
        x = keras.layers.Dropout(rate)(x)
    outputs = keras.layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs, name="model_${number}")
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    return model

`;

/** About 2,000 lines: a project's file, or nothing but losses. */
const mixed = `import csv\nimport os\n\nimport keras\nimport numpy as np\nfrom keras import ops\n${Array.from(
  { length: 40 },
  (_, number) => loss(number) + other(number),
).join("")}`;
const dense = fileOf(86);

/** Types and deletes a letter at the place by turns, each time from what the last parse gave. */
function typist(text: string, at: number): () => void {
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  let parsed: ParsedModule = parseModule(text);
  return () => {
    parsed = parseModule(parsed.module.text === text ? typed : text, parsed);
    inspectModule(parsed.module);
  };
}

const files = { mixed, dense };
const keystrokes = (["mixed", "dense"] as const).flatMap((kind) => {
  const text = files[kind];
  const place = "cross_entropy = ";
  return [
    { kind, where: "near the start", at: text.indexOf(place) },
    { kind, where: "in the middle", at: text.indexOf(place, text.length >> 1) },
    { kind, where: "near the end", at: text.lastIndexOf(place) },
  ];
});

test.for(keystrokes)(
  "a keystroke $where of a $kind file of 2,000 lines, with all rules",
  async ({ kind, where, at }, { bench }) => {
    const text = files[kind];
    const keystroke = (await bench(`keystroke ${where}`, typist(text, at)).run()).latency;
    const parse = (await bench("parse anew", () => void parseModule(text)).run()).latency;
    const lines = text.split("\n").length;
    console.log(
      `${kind} (${lines} lines), ${where}: median ${keystroke.p50.toFixed(2)} ms, p99 ${keystroke.p99.toFixed(2)} ms; ` +
        `${(keystroke.p50 / parse.p50).toFixed(2)} times a parse from nothing`,
    );
    expect(keystroke.samplesCount).toBeGreaterThan(10);
  },
);

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a thousand files, beside Ruff and Pyright", { timeout: 600_000 }, () => {
  const require = createRequire(import.meta.url);
  const files = Array.from({ length: 1000 }, (_, number) => {
    const path = join(folder, `part_${number % 20}`, `losses_${number}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fileOf(1 + (number % 4), number));
    return path;
  });
  const cli = new URL("../../dist/cli.js", import.meta.url).pathname;
  const run = (file: string, ...argv: string[]): number => {
    const start = performance.now();
    try {
      execFileSync(process.execPath, [file, ...argv], {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 1e9,
      });
    } catch (error) {
      // Findings are an exit code of 1; anything else has not checked.
      if ((error as { status?: number }).status !== 1) throw error;
    }
    return performance.now() - start;
  };
  const ours = run(cli, "check", "--no-probes", "--format", "json", folder);
  const ruff = timeRuff(files, require);
  const pyright = run(require.resolve("pyright/index.js"), "--outputjson", folder);
  for (const [name, time] of [
    ["Loss Lens (command line)", ours],
    ["Ruff (WebAssembly, in this process)", ruff],
    ["Pyright (command line)", pyright],
  ] as const)
    console.log(`${name.padEnd(38)} ${(time / 1000).toFixed(2)} s  ${(time / ours).toFixed(2)} × ours`);
  expect(ours).toBeLessThan(pyright);
});

/** Ruff's npm package is a library: its check alone, with reading and printing as ours has them. */
function timeRuff(files: readonly string[], require: NodeJS.Require): number {
  const { Workspace, PositionEncoding } = require("@astral-sh/ruff-wasm-nodejs") as {
    Workspace: new (options: object, encoding: number) => { check(text: string): unknown[] };
    PositionEncoding: { Utf16: number };
  };
  const start = performance.now();
  const workspace = new Workspace({ lint: { select: ["ALL"] } }, PositionEncoding.Utf16);
  let printed = 0;
  for (const file of files) printed += JSON.stringify(workspace.check(readFileSync(file, "utf8"))).length;
  expect(printed).toBeGreaterThan(0);
  return performance.now() - start;
}
