/** What stopped a reader once, on the command line: each ends by itself, with an exit code and a sentence at most. */
import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileData, hostileFiles, latin1Notebook } from "../../hostile-files.ts";
import { makeWorkspace, type Workspace } from "../../unit/cli/run-cli.ts";
import { type Ended, runIn } from "./run-command.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    ...hostileFiles,
    ...Object.fromEntries(Object.entries(hostileData).map(([name, { text }]) => [name, text])),
  });
  await writeFile(workspace.path("latin1.ipynb"), latin1Notebook);
});
afterAll(() => workspace.remove());

const run = (...args: readonly string[]): Promise<Ended> => runIn(workspace.path("."), args);
const files = Object.keys(hostileFiles).filter((name) => /\.(py|ipynb)$/.test(name));

function expectWhole({ code, output, complaints }: Ended): void {
  expect([0, 1, 2]).toContain(code);
  expect(output + complaints).not.toMatch(/internal|RangeError|TypeError: Cannot|heap|at file:|undefined/);
  for (const line of complaints.split("\n").filter((each) => each !== "")) expect(line).toMatch(/^loss-lens: /);
}

test("check reads all of them", { timeout: 300_000 }, async () => {
  const ended = await run("check", "--no-probes", "--format", "json", ...files);
  expectWhole(ended);
  const { files: reported } = JSON.parse(ended.output) as { files: readonly { path: string }[] };
  expect(reported.map(({ path }) => path)).toEqual(files);
});

test("a configuration that is no version is said, with what may be written", async () => {
  const { complaints } = await run("check", "--no-probes", "form_feed.py");
  expect(complaints).toMatch(/keras is .*use "auto", "1", "2" or "3"/);
});

test("a file that is too long says so, and is no clean one", async () => {
  const { code, output } = await run("check", "--no-probes", "too_long.py");
  expect(output).toMatch(
    /too_long\.py:8:1: info: The file is longer than 1000000 characters: from here on it was not read\./,
  );
  expect(code).toBe(1);
});

test("a notebook that is not UTF-8 is refused", async () => {
  const { code, complaints } = await run("check", "latin1.ipynb");
  expect([code, complaints]).toEqual([2, "loss-lens: latin1.ipynb: not valid UTF-8, as a notebook has to be\n"]);
});

test.each(Object.entries(hostileData))("%s is data, or refused with a sentence", async (name, { refused }) => {
  const ended = await run("eval", "form_feed.py", "my_loss", "--data", name);
  expectWhole(ended);
  if (refused === undefined) expect(ended.code).toBe(0);
  else expect(ended.complaints).toMatch(refused);
});
