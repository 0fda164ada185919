/** What becomes of a file between the looks that are taken at it: it is deleted, replaced, cut or goes on growing. */
import { execFileSync } from "node:child_process";
import { appendFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { readIfRegular, readRegularFile, Unreadable } from "../../../src/cli/read-file.ts";
import { readSource } from "../../../src/cli/source.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const meanwhile = vi.hoisted(() => ({ beforeOpening: (_path: string) => {}, beforeReading: () => {} }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    openSync(...[path, ...how]: Parameters<typeof fs.openSync>) {
      meanwhile.beforeOpening(String(path));
      return fs.openSync(path, ...how);
    },
    readSync(...given: [number, NodeJS.ArrayBufferView, number, number, null]) {
      meanwhile.beforeReading();
      return fs.readSync(...given);
    },
  };
});

let workspace: Workspace;
let file: string;
beforeEach(async () => {
  workspace = await makeWorkspace({ "a.py": "x = 1\n" });
  file = workspace.path("a.py");
});
afterEach(async () => {
  meanwhile.beforeOpening = () => {};
  meanwhile.beforeReading = () => {};
  await workspace.remove();
});

test("deleted after it was looked at, it is missing", () => {
  meanwhile.beforeOpening = () => rmSync(file, { force: true });
  expect(() => readSource(file)).toThrow(/a\.py: no such file or folder/);
  expect(readIfRegular(file, 100)).toBeUndefined();
});

test.skipIf(process.platform === "win32").each([
  ["a pipe", () => execFileSync("mkfifo", [file])],
  ["a link to a device", () => symlinkSync("/dev/zero", file)],
])("replaced by %s, it is refused, and nobody waits for it", (_, put) => {
  meanwhile.beforeOpening = () => {
    rmSync(file);
    put();
  };
  expect(() => readRegularFile(file, 100)).toThrow(Unreadable);
});

test("grown beyond what is read after it was looked at, it is refused", () => {
  meanwhile.beforeOpening = () => truncateSync(file, 200);
  expect(() => readRegularFile(file, 100)).toThrow(/larger than/);
});

test("cut while it is read, it is what is left; growing, it is what it was", () => {
  writeFileSync(file, "x = 1\n".repeat(10));
  meanwhile.beforeReading = () => truncateSync(file, 6);
  expect(readRegularFile(file, 100).toString()).toBe("x = 1\n");
  meanwhile.beforeReading = () => appendFileSync(file, "y = 2\n");
  expect(readRegularFile(file, 100).toString()).toBe("x = 1\n");
});

test("of a folder in which a file goes away after it was listed, the others are checked, and that one is told of", async () => {
  await workspace.write({ "b.py": "import keras\nmodel.compile(loss='mean_square_eror')\n", "c.py": "x = 1\n" });
  meanwhile.beforeOpening = (path) => {
    if (path.endsWith("a.py")) rmSync(workspace.path("c.py"), { force: true });
  };
  const { code, output, complaints } = await run(check, "--no-probes", workspace.path("."));
  expect(code).toBe(2);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatch(/c\.py: no such file or folder$/);
  expect(output).toMatch(/2 files checked: 1 error/);
});
