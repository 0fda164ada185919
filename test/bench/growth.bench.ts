/** How the time to read a file grows with what there is much of: by doubling, to the power that fits. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CHECKOUT } from "../host/checkout.ts";
import { bundled } from "./bundled.ts";
import { fileOf } from "./generated-file.ts";
import { printWanted } from "./wanted.ts";
import { inWords, runWhole, type Taken } from "./whole-process.ts";

const { readAndReport } = await bundled<typeof import("./reader.ts")>("reader.ts");

const loss = (name: string): string =>
  `def ${name}(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n\n\n`;
const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join("");
const ops = "from keras import ops\n\n\n";
/** Each misspelt, which is a finding; as many as there may be in a text that is read whole. */
const silenced = (count: number): string => "x=1#loss-lens: ignore[no-gradiant]\n".repeat(count);

const kinds: Readonly<Record<string, (count: number) => string>> = {
  "bindings of one name": (n) => ops + loss("it") + "x = 1\n".repeat(n),
  "bindings of one name to itself": (n) => ops + loss("it") + "x = x + 1\n".repeat(n),
  "bindings on one line": (n) => `${ops}${loss("it")}${"x=1;".repeat(n)}\n`,
  aliases: (n) => `import keras.backend as a0\n${times(n, (i) => `a${i + 1} = a${i}\n`)}${loss("it")}`,
  "form feeds": (n) => ops + loss("it") + "\f\n".repeat(n),
  "stray brackets": (n) => ")\n".repeat(n) + ops + loss("it"),
  "stray brackets and losses": (n) => ")\n".repeat(n) + ops + times(n >> 2, (i) => loss(`l${i}`)),
  "brackets that nothing closes": (n) => "(\n".repeat(n) + ops + loss("it"),
  "compiled losses": (n) => ops + times(n >> 2, (i) => `${loss(`l${i}`)}model.compile(loss=l${i})\n`),
  "losses of one name": (n) => ops + times(n >> 2, () => loss("l")),
  "losses of one another": (n) =>
    ops + loss("l0") + times(n >> 2, (i) => `def l${i + 1}(y_true, y_pred):\n    return l${i}(y_true, y_pred)\n`),
  "findings with fixes": (n) =>
    `from keras import backend as K\n${times(n >> 2, (i) => `def l${i}(y_true, y_pred):\n    return K.mean(y_true - y_pred)\n`)}`,
  "mistyped names": (n) =>
    ops + times(n >> 2, (i) => `def l${i}(y_true, y_pred):\n    return ops.mean(y_ture - y_pred)\n`),
  "unknown losses by name": (n) => ops + times(n >> 1, (i) => `model.compile(loss="l${i}")\n`),
  "silenced lines": (n) => ops + silenced(n >> 1),
  "fields of one f-string": (n) => `${ops}${loss("it")}x = f"${"{a}".repeat(n)}"\n`,
  decorators: (n) => `${ops}${"@d\n".repeat(n)}${loss("it")}`,
  cells: (n) =>
    JSON.stringify({
      cells: Array.from({ length: n >> 1 }, () => ({
        cell_type: "code",
        metadata: {},
        outputs: [],
        source: "x = K.mean(1)\n",
      })),
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    }),
};

/** Of this process, all its threads: the wall's clock would measure what else the machine does. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const sizes = [100, 3_125, 6_250, 12_500, 25_000, 50_000];

test.for(Object.entries(kinds))("%s", { timeout: 300_000 }, ([name, make]) => {
  const path = name === "cells" ? "a.ipynb" : "a.py";
  const measured = sizes.map((size) => spent(() => expect(readAndReport(path, make(size))).toBeGreaterThan(0)));
  const power = Math.log2(measured.at(-1)! / measured.at(-3)!) / 2;
  const shown = measured.map((time, index) => `${sizes[index]}: ${time.toFixed(0)} ms`).join(", ");
  console.log(`${name.padEnd(30)} ${shown}; power ${power.toFixed(2)}`);
  printWanted({
    what: `growth: ${name}, 12,500 to 50,000`,
    measured: power,
    limit: 1.1,
    unit: "power",
    where: "It is of one run, and moves by some tenths from one to the next.",
  });
  // Of something quadratic it is 2; the garbage collector has its share in anything below.
  expect(power).toBeLessThan(1.5);
});

test("a text of which not all is read", { timeout: 300_000 }, () => {
  const whole = ops + silenced(25_000);
  const [within, past] = [whole, whole + "# past the budget\n".repeat(8_000)].map((text) =>
    spent(() => expect(readAndReport("a.py", text)).toBeGreaterThan(0)),
  ) as [number, number];
  console.log(
    `${whole.length} characters with 25000 findings: ${within.toFixed(0)} ms; with 144000 more, past the budget: ${past.toFixed(0)} ms`,
  );
});

test("files of a folder", { timeout: 600_000 }, async () => {
  const counts = [10, 100, 1_000, 10_000];
  const cli = join(CHECKOUT, "dist/cli.js");
  const taken: Taken[] = [];
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
    for (let file = 0; file < count; file++) writeFileSync(join(folder, `losses_${file}.py`), fileOf(1, file));
    taken.push(await runWhole(process.execPath, [cli, "check", "--no-probes", folder]));
    rmSync(folder, { recursive: true });
  }
  const power = Math.log10(taken.at(-1)!.milliseconds / taken.at(-2)!.milliseconds);
  const shown = taken.map((each, index) => `${counts[index]}: ${inWords(each)}`).join("; ");
  console.log(`files of a folder, checked without running: ${shown}; power ${power.toFixed(2)}`);
  printWanted({
    what: "growth: files of a folder, 1,000 to 10,000",
    measured: power,
    limit: 1.1,
    unit: "power",
    where: "It is of one run, and moves by some tenths from one to the next.",
  });
  expect(power).toBeLessThan(1.5);
});
