import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readIfRegular, readRegularFile, Unreadable } from "../../../src/cli/read-file.ts";
import { readSource } from "../../../src/cli/source.ts";

const folder = mkdtempSync(join(tmpdir(), "loss-lens-read-"));
const at = (name: string): string => join(folder, name);

test("a regular file is read, through a link too", () => {
  writeFileSync(at("a.py"), "x = 1\n");
  symlinkSync(at("a.py"), at("link.py"));
  expect(readRegularFile(at("a.py"), 10).toString()).toBe("x = 1\n");
  expect(readRegularFile(at("link.py"), 10).toString()).toBe("x = 1\n");
});

test.skipIf(process.platform === "win32")(
  "a pipe, a device and links to them are refused, and nobody waits for them",
  () => {
    execFileSync("mkfifo", [at("pipe.py")]);
    symlinkSync(at("pipe.py"), at("to-pipe.py"));
    symlinkSync("/dev/zero", at("to-device.py"));
    for (const name of ["pipe.py", "to-pipe.py", "to-device.py", "."]) {
      expect(() => readRegularFile(at(name), 10)).toThrow(Unreadable);
      expect(readIfRegular(at(name), 10)).toBeUndefined();
    }
    expect(() => readSource(at("to-device.py"))).toThrow(/where a file is expected/);
  },
);

test("a file that is too large is refused before it is read", () => {
  writeFileSync(at("large.py"), "");
  truncateSync(at("large.py"), 600 * 1024 * 1024);
  expect(() => readSource(at("large.py"))).toThrow(/larger than 16 MB/);
  expect(readIfRegular(at("large.py"), 1_000_000)).toBeUndefined();
});
