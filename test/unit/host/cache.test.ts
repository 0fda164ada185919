import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheRoot, type Installation, installed } from "../../host/cache.ts";

let root: string;
let installs: number;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "loss-lens-cache-"));
  installs = 0;
});
afterEach(() => rm(root, { recursive: true }));

function tool(overrides: Partial<Installation> = {}): Installation {
  return {
    name: "tool-1.0",
    needs: ["bin/tool"],
    install: async (folder) => {
      installs++;
      await mkdir(join(folder, "bin"));
      await sleep(50);
      await writeFile(join(folder, "bin/tool"), "whole");
    },
    ...overrides,
  };
}

test("an installation is made once and found again", async () => {
  const folder = await installed(tool(), root);
  expect(folder).toBe(join(root, "tool-1.0"));
  expect(await installed(tool(), root)).toBe(folder);
  expect(await readFile(join(folder, "bin/tool"), "utf8")).toBe("whole");
  expect(installs).toBe(1);
});

test("two that start at once make it once, and both get the whole", async () => {
  const folders = await Promise.all([installed(tool(), root), installed(tool(), root)]);
  expect(new Set(folders).size).toBe(1);
  expect(installs).toBe(1);
  expect(await readdir(root)).toEqual(["tool-1.0"]);
});

test("a folder that was left half-made is made anew", async () => {
  await mkdir(join(root, "tool-1.0/bin"), { recursive: true });
  await writeFile(join(root, "tool-1.0/bin/tool"), "ha");
  const folder = await installed(tool(), root);
  expect(await readFile(join(folder, "bin/tool"), "utf8")).toBe("whole");
});

test("an installation that lost a file is made anew", async () => {
  const folder = await installed(tool(), root);
  await rm(join(folder, "bin/tool"));
  await installed(tool(), root);
  expect(existsSync(join(folder, "bin/tool"))).toBe(true);
  expect(installs).toBe(2);
});

test("a failed installation says why, leaves nothing, and the next try starts afresh", async () => {
  const failing = tool({ install: () => Promise.reject(new Error("no network")) });
  await expect(installed(failing, root)).rejects.toThrow("no network");
  expect(await readdir(root)).toEqual([]);
  await installed(tool(), root);
  expect(installs).toBe(1);
});

test("an installer that did not make what is needed is an error", async () => {
  await expect(installed(tool({ install: async () => undefined }), root)).rejects.toThrow("did not make bin/tool");
});

test("the lock and the remains of a process that died do not stand in the way", async () => {
  await mkdir(join(root, "tool-1.0.lock"));
  await utimes(join(root, "tool-1.0.lock"), 0, 0);
  await mkdir(join(root, "tool-1.0.partial-1000-99"));
  await installed(tool(), root);
  expect(await readdir(root)).toEqual(["tool-1.0"]);
});

test("the cache lies where the XDG specification says, which ignores a relative path", () => {
  const before = process.env.XDG_CACHE_HOME;
  try {
    process.env.XDG_CACHE_HOME = "/somewhere";
    expect(cacheRoot()).toBe("/somewhere/loss-lens");
    process.env.XDG_CACHE_HOME = "relative";
    expect(cacheRoot()).toMatch(/[/\\]\.cache[/\\]loss-lens$/);
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
  }
});
