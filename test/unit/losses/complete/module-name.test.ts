import { expect, test } from "vitest";
import { moduleNameFor } from "../../../../src/losses/complete/module-name.ts";

const from = (path: string, isInPackage = false) => ({ path, root: "/project", isInPackage });

test.each([
  // A script begins in its own folder.
  ["/project/train.py", false, "/project/losses.py", "losses"],
  ["/project/train.py", false, "/project/models/losses.py", "models.losses"],
  ["/project/train.py", false, "/project/models/__init__.py", "models"],
  ["/project/scripts/train.py", false, "/project/scripts/losses.py", "losses"],
  // Beside it, and in a package, names begin where programs are started.
  ["/project/scripts/train.py", false, "/project/models/losses.py", "models.losses"],
  ["/project/models/train.py", true, "/project/models/losses.py", "models.losses"],
])("%s, in a package %s, has %s as %s", (path, isInPackage, imported, name) => {
  expect(moduleNameFor(imported, from(path, isInPackage))).toBe(name);
});

test.each([
  ["the file itself", "/project/train.py"],
  ["a file outside", "/elsewhere/losses.py"],
  ["a name that Python cannot import", "/project/my-losses.py"],
  ["a folder that Python cannot import", "/project/2024/losses.py"],
  ["a keyword", "/project/import/losses.py"],
])("%s has none", (_what, imported) => {
  expect(moduleNameFor(imported, from("/project/train.py"))).toBeUndefined();
});
