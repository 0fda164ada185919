import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheFolder } from "../../../src/cli/compiled-code.ts";
import { makeWorkspace, type Workspace } from "../../unit/cli/run-cli.ts";
import { type Ended, runIn } from "./run-command.ts";

const good = "from keras import ops\n\n\ndef good(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred))\n";
const wrong = "import keras\n\nmodel.compile(loss='mean_square_eror')\n";
const greedy = `import keras
import numpy as np


def greedy(y_true, y_pred):
    w = [np.ones(10**7) for i in range(1000)]
    return keras.ops.mean(y_true - y_pred)
`;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({ "good.py": good, "wrong.py": wrong, "greedy.py": greedy });
});
afterAll(() => workspace.remove());

const run = (args: readonly string[], ways: Parameters<typeof runIn>[2] = {}): Promise<Ended> =>
  runIn(workspace.path("."), args, ways);

describe("exit codes hold when nobody reads the output", () => {
  test.each([
    ["check", "good.py", 0],
    ["check", "wrong.py", 1],
    ["check", "missing.py", 2],
  ])("%s %s", async (command, file, code) => {
    const formats = ["text", "json", "sarif", "github"];
    for (const format of formats) {
      const ended = await run([command, "--no-probes", "--format", format, file], { isHeard: false });
      expect(ended.code, format).toBe(code);
      expect(ended.complaints).not.toMatch(/EPIPE|internal/);
    }
  });

  test("eval and losses", async () => {
    expect((await run(["eval", "good.py", "good"], { isHeard: false })).code).toBe(0);
    expect((await run(["eval", "good.py", "missing"], { isHeard: false })).code).toBe(1);
    expect((await run(["losses", "."], { isHeard: false })).code).toBe(0);
  });
});

test.skipIf(!existsSync("/dev/full"))(
  "a full disk behind the output is said, and no finding is lost in silence",
  async () => {
    const line = '{"path": "good.py", "name": "good"}';
    await workspace.write({ "full.jsonl": line });
    const commands = [
      ["check", "--no-probes", "wrong.py"],
      ["check", "--no-probes", "--format", "sarif", "wrong.py"],
      ["losses", "--format", "json", "good.py"],
      ["eval", "good.py", "good"],
      ["eval", "--batch", "full.jsonl"],
      ["--help"],
    ];
    for (const command of commands) {
      const { code, complaints } = await run(command, { outputFile: "/dev/full" });
      expect([code, complaints], command.join(" ")).toEqual([
        2,
        "loss-lens: the output could not be written: ENOSPC: no space left on device, write\n",
      ]);
    }
  },
);

test("a loss that wants all the memory costs its own line of a batch, and no other", async () => {
  const line = (path: string, name: string) => JSON.stringify({ path, name });
  await workspace.write({
    "batch.jsonl": [
      line("good.py", "good"),
      line("greedy.py", "greedy"),
      line("good.py", "good"),
      line("greedy.py", "greedy"),
      line("good.py", "good"),
    ].join("\n"),
  });
  const { code, output } = await run(["eval", "--batch", "batch.jsonl"]);
  const answers = output
    .trim()
    .split("\n")
    .map((each) => JSON.parse(each) as { error?: { kind: string } });
  expect(answers.map(({ error }) => error?.kind)).toEqual([undefined, "limit", undefined, "limit", undefined]);
  expect(code).toBe(0);
});

describe("native code comes from nowhere but the package", () => {
  test("a package or folder of that name where one works is not looked at", async () => {
    const planted = "require('node:fs').writeFileSync('owned', '');\n";
    await workspace.write({
      "node_modules/@tensorflow/tfjs-node/package.json": '{"name":"@tensorflow/tfjs-node","version":"4.22.0"}',
      "node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node/index.js": planted,
      "node_modules/@tensorflow/tfjs-node/index.js": planted,
      "binding.js": planted,
    });
    await run(["eval", "good.py", "good", "--backend", "node"]);
    const named = await run(["eval", "good.py", "good", "--backend", "node"], {
      env: { LOSS_LENS_TFJS_ADDON: "node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node" },
    });
    expect(named.code).toBe(2);
    expect(named.complaints).toMatch(/is no file that ends in \.node/);
    expect(
      (await run(["eval", "good.py", "good", "--backend", "node"], { env: { LOSS_LENS_TFJS_ADDON: "binding.js" } }))
        .code,
    ).toBe(2);
    expect((await run(["check", "owned"])).code).toBe(2);
    expect((await run(["check", "--format", "json", "owned"])).complaints).toMatch(/no such file/);
  });
});

test("compiled code is kept in the person's own folder, by the threads too, and what cannot be kept is compiled anew", async () => {
  const keepIn = (folder: string) => ({ XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder });
  const caches = workspace.path("caches");
  const keeping = await run(["eval", "good.py", "good"], { env: keepIn(caches) });
  expect(keeping.code).toBe(0);
  const kept = `${cacheFolder(process.platform, keepIn(caches), caches)}/loss-lens/compiled`;
  const [version = ""] = readdirSync(kept);
  expect(readdirSync(`${kept}/${version}`).length).toBeGreaterThanOrEqual(2);
  const again = await run(["eval", "good.py", "good"], { env: keepIn(caches) });
  const without = await run(["eval", "good.py", "good"], { env: keepIn(workspace.path("good.py")) });
  expect([again.output, without.output, without.complaints]).toEqual([keeping.output, keeping.output, ""]);
});
