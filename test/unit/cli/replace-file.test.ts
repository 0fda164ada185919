import { chmod, link, lstat, open, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { digestOf } from "../../../src/cli/digest.ts";
import { createFile, replaceFile } from "../../../src/cli/replace-file.ts";
import { makeWorkspace, type Workspace } from "./run-cli.ts";

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace({ "a.py": "old\n" });
});
afterEach(() => workspace.remove());

const now = Buffer.from("now\n");
const old = digestOf(Buffer.from("old\n"));
const read = (name: string) => readFile(workspace.path(name), "utf8");
const names = async () => (await readdir(workspace.path("."))).filter((name) => name !== "setup.cfg");
const replace = (name: string) => replaceFile(workspace.path(name), now, old);
const create = (name: string) => createFile(workspace.path(name), now);

describe("replacing a file that was read", () => {
  test("writes it, and leaves nothing beside it", async () => {
    await replace("a.py");
    expect(await read("a.py")).toBe("now\n");
    expect(await names()).toEqual(["a.py"]);
  });

  test("keeps what somebody saved meanwhile", async () => {
    await writeFile(workspace.path("a.py"), "saved by hand\n");
    await expect(replace("a.py")).rejects.toThrow(/a\.py: could not be written: it was changed meanwhile/);
    expect(await read("a.py")).toBe("saved by hand\n");
    expect(await names()).toEqual(["a.py"]);
  });

  test("by two at once leaves one of the two texts whole, and nothing beside it", async () => {
    const texts = Array.from({ length: 8 }, (_, index) => `${String(index).repeat(200_000)}\n`);
    const all = await Promise.allSettled(
      texts.map((text) => replaceFile(workspace.path("a.py"), Buffer.from(text), old)),
    );
    expect(texts).toContain(await read("a.py"));
    for (const each of all) if (each.status === "rejected") expect(String(each.reason)).toMatch(/changed meanwhile/);
    expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await names()).toEqual(["a.py"]);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === "win32")(
    "says that nothing can be written in a folder that is read-only",
    async () => {
      await chmod(workspace.path("."), 0o555);
      try {
        await expect(replace("a.py")).rejects.toThrow(/could not be written: permission denied/);
      } finally {
        await chmod(workspace.path("."), 0o755);
      }
      expect(await read("a.py")).toBe("old\n");
    },
  );

  test("takes no file for what somebody removed meanwhile", async () => {
    await workspace.write({ "b.py": "old\n" });
    await workspace.remove();
    await expect(replace("b.py")).rejects.toThrow(/no such file/);
  });

  test("refuses a file with another name, which would go on with the old text", async () => {
    await link(workspace.path("a.py"), workspace.path("other.py"));
    await expect(replace("a.py")).rejects.toThrow(/it has 2 names \(hard links\)/);
    expect(await read("a.py")).toBe("old\n");
    expect((await stat(workspace.path("a.py"))).ino).toBe((await stat(workspace.path("other.py"))).ino);
  });

  test("writes through a link that was there, as an editor does", async () => {
    await symlink("a.py", workspace.path("link.py"));
    await replace("link.py");
    expect((await lstat(workspace.path("link.py"))).isSymbolicLink()).toBe(true);
    expect(await read("a.py")).toBe("now\n");
  });

  test("never uses a name that can be foreseen: links laid for it lead nowhere", async () => {
    await workspace.write({ "victim.txt": "private\n" });
    for (const name of [`a.py.${process.pid}.tmp`, "a.py.tmp", `.a.py.${process.pid}.tmp`, ".a.py.tmp", "a.py~"]) {
      await symlink("victim.txt", workspace.path(name));
    }
    await replace("a.py");
    expect(await read("a.py")).toBe("now\n");
    expect(await read("victim.txt")).toBe("private\n");
  });

  test("keeps the mode, whatever the umask", async () => {
    await chmod(workspace.path("a.py"), 0o775);
    await replace("a.py");
    expect((await stat(workspace.path("a.py"))).mode & 0o7777).toBe(0o775);
  });
});

describe("where the disk is full", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });

  test.each(["writeFile", "sync"] as const)(
    "what %s says is said, the file stays as it was, and nothing is left beside it",
    async (step) => {
      const handle = await open(workspace.path("a.py"));
      const files = Object.getPrototypeOf(handle) as Record<typeof step, () => Promise<void>>;
      await handle.close();
      const fault = vi.spyOn(files, step).mockRejectedValue(full);
      try {
        await expect(replace("a.py")).rejects.toThrow(/a\.py: could not be written: the disk is full/);
        await expect(create("out.svg")).rejects.toThrow(/out\.svg: could not be written: the disk is full/);
      } finally {
        fault.mockRestore();
      }
      expect(await read("a.py")).toBe("old\n");
      expect(await names()).toEqual(["a.py"]);
    },
  );
});

describe("making a file", () => {
  test("makes it with the mode that new files have, and writes over it in one step", async () => {
    await create("out.svg");
    await writeFile(workspace.path("plain"), "");
    expect(await read("out.svg")).toBe("now\n");
    expect((await stat(workspace.path("out.svg"))).mode).toBe((await stat(workspace.path("plain"))).mode);
    const { ino } = await stat(workspace.path("out.svg"));
    await create("out.svg");
    expect((await stat(workspace.path("out.svg"))).ino).not.toBe(ino);
    expect(await names()).toEqual(["a.py", "out.svg", "plain"]);
  });

  test("does not write through a link, wherever it leads", async () => {
    await symlink("a.py", workspace.path("out.svg"));
    await symlink("missing", workspace.path("dangling.svg"));
    await expect(create("out.svg")).rejects.toThrow(/it is a link; name the file that it leads to/);
    await expect(create("dangling.svg")).rejects.toThrow(/it is a link/);
    expect(await read("a.py")).toBe("old\n");
    expect(await names()).toEqual(["a.py", "dangling.svg", "out.svg"]);
  });

  test("says what stands in its way", async () => {
    await workspace.write({ "folder.svg/x": "" });
    await expect(create("folder.svg")).rejects.toThrow(/it is a folder/);
    await expect(create("missing/out.svg")).rejects.toThrow(/no such file or folder/);
    await chmod(workspace.path("a.py"), 0o444);
    await expect(create("a.py")).rejects.toThrow(/it is read-only/);
  });
});
