import { expect, test } from "vitest";
import { cacheFolder } from "../../../src/cli/compiled-code.ts";

test.each([
  ["linux", {}, "/home/me/.cache"],
  ["linux", { XDG_CACHE_HOME: "/var/caches" }, "/var/caches"],
  // One that depends on the folder that is worked in would let that folder say what runs.
  ["linux", { XDG_CACHE_HOME: "caches" }, "/home/me/.cache"],
  ["linux", { XDG_CACHE_HOME: "" }, "/home/me/.cache"],
  ["darwin", { XDG_CACHE_HOME: "/var/caches" }, "/home/me/Library/Caches"],
  ["win32", { LOCALAPPDATA: "/local" }, "/local"],
  ["win32", {}, "/home/me/AppData/Local"],
] as const)("caches on %s with %j", (platform, environment, folder) => {
  expect(cacheFolder(platform, environment, "/home/me")).toBe(folder);
});
