/** From a slider's message to the drawn frame, a descent, and a surface: printed, not judged. */
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { defaultLimits, type LossSource } from "../../src/evaluate/evaluation.ts";
import { askPicture } from "../../src/preview/ask/ask.ts";
import { encodeToPage, type Snapshot } from "../../src/preview/messages.ts";
import type { ViewId } from "../../src/preview/plot-data.ts";
import { findSampleSet } from "../../src/samples/sample-sets.ts";
import { snapshotOf } from "../page/canned.ts";
import { type OpenedPage, openBrowser, openPage } from "../page/page-harness.ts";
import { evaluateInProcess } from "../unit/cli/in-process.ts";
import { latencyOf } from "./latency.ts";
import { printWanted } from "./wanted.ts";

const evaluator = evaluateInProcess(() => performance.now());
let text = "";
let browser: Browser;
let opened: OpenedPage;

beforeAll(async () => {
  text = await readFile(new URL("../../media/examples/losses.py", import.meta.url), "utf8");
  browser = await openBrowser();
  opened = await openPage(browser, { theme: "dark", width: 1100, height: 760 });
});
afterAll(() => browser?.close());

let serial = 1;

/** The snapshot that answers a slider: 256 points for each of two targets, value and gradient, per sample. */
async function snapshotAt(
  loss: string,
  set: string,
  view: ViewId,
  parameters: LossSource["parameters"],
  options: Readonly<Record<string, number>> = {},
): Promise<Snapshot> {
  const answer = await askPicture(
    {
      source: {
        file: { path: "losses.py", text },
        imports: [],
        loss,
        keras: { version: "3.15", isKnown: true },
        parameters,
      },
      set: findSampleSet(set)!,
      view,
      options,
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: () => null,
    },
    evaluator,
  );
  if (answer.kind === "failure") throw new Error(answer.failure.message);
  return snapshotOf(answer.data, { serial: ++serial });
}

const gamma = (): number => 1 + (serial % 40) / 10;

/** How long the page takes from a message to having laid out and painted what it says. */
async function draw(snapshot: Snapshot): Promise<number> {
  return opened.page.evaluate(
    (data) =>
      new Promise<number>((done) => {
        const begin = performance.now();
        window.postMessage(data, "*");
        // Messages come in order: after this one the picture is made, and reading a size lays it out.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          document.body.getBoundingClientRect();
          done(performance.now() - begin);
        };
        setTimeout(() => channel.port2.postMessage(0), 0);
      }),
    JSON.parse(JSON.stringify(encodeToPage(snapshot))),
  );
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(q * (sorted.length - 1))] ?? Number.NaN;
}

const inWords = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`;

test("slider to snapshot", async () => {
  await latencyOf("focal loss, 2 × 256 points, value and gradient", async () => {
    await snapshotAt("focal_loss", "binary", "curve", { gamma: gamma() });
  });
});

test("snapshot to drawn frame", async () => {
  const drawn: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < 120; round++) {
    const begin = performance.now();
    const snapshot = await snapshotAt("focal_loss", "binary", "curve", { gamma: gamma() });
    const asked = performance.now() - begin;
    const time = await draw(snapshot);
    if (round < 20) continue;
    drawn.push(time);
    whole.push(asked + time);
  }
  console.log(`snapshot to drawn frame: ${inWords(drawn)}`);
  console.log(`slider to drawn frame: ${inWords(whole)}`);
  printWanted({
    what: "slider to drawn frame, p95",
    measured: quantile(whole, 0.95),
    limit: 16,
    unit: "ms",
    where: "Laying out and painting the frame takes most of it, on a processor: this machine has no graphics.",
  });
});

test("whole views", async () => {
  await latencyOf("descent of 200 steps", async () => {
    await snapshotAt("huber", "regression", "descent", {}, { steps: 200 });
  });
  await latencyOf("surface of 128 × 128", async () => {
    await snapshotAt("huber", "regression", "surface", {}, { resolution: 128 });
  });
});
