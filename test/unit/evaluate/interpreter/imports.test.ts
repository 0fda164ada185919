import { expect, test } from "vitest";
import { collectImports, importCandidates } from "../../../../src/evaluate/imports.ts";
import { failureOf, values } from "./ask.ts";

const loss = "def loss(y_true, y_pred):\n    return";

test("helpers come from the same folder, packages and relative modules", () => {
  const files = [
    { path: "helpers.py", text: "FACTOR = 2.0\ndef scale(x):\n    return x * FACTOR\n" },
    { path: "pkg/__init__.py", text: "from .inner import twice as double\n" },
    { path: "pkg/inner.py", text: "def twice(x):\n    return x + x\n" },
  ];
  expect(values(`from helpers import scale\n${loss} scale(y_pred)\n`, { files })).toEqual([1, 0.5]);
  expect(values(`import helpers as h\n${loss} h.scale(y_pred) * h.FACTOR\n`, { files })).toEqual([2, 1]);
  expect(values(`from pkg import double\n${loss} double(y_pred)\n`, { files })).toEqual([1, 0.5]);
  expect(values(`import pkg.inner\n${loss} pkg.inner.twice(y_pred)\n`, { files })).toEqual([1, 0.5]);
  expect(values(`from .inner import twice\n${loss} twice(y_pred)\n`, { files, path: "pkg/main.py" })).toEqual([1, 0.5]);
  expect(values(`from ..helpers import scale\n${loss} scale(y_pred)\n`, { files, path: "pkg/main.py" })).toEqual([
    1, 0.5,
  ]);
  expect(values(`from helpers import scale\n${loss} scale(y_pred)\n`, { files, path: "pkg/main.py" })).toEqual([
    1, 0.5,
  ]);
});

test("a star import brings public names, or those of __all__", () => {
  const files = [
    { path: "open.py", text: "_hidden = 1\nshown = 2.0\n" },
    { path: "listed.py", text: "__all__ = ['one']\none = 1.0\ntwo = 2.0\n" },
  ];
  expect(values(`from open import *\n${loss} y_pred * shown\n`, { files })).toEqual([1, 0.5]);
  expect(failureOf(`from open import *\n${loss} y_pred * _hidden\n`, { files }).message).toBe(
    "NameError: name '_hidden' is not defined",
  );
  expect(failureOf(`from listed import *\n${loss} y_pred * two\n`, { files }).message).toBe(
    "NameError: name 'two' is not defined",
  );
});

test("a star import of a library covers Python's built-ins", () => {
  expect(values(`from tensorflow.keras.backend import *\n${loss} sum(y_pred)\n`)).toEqual([0.75]);
});

test("two modules may import each other", () => {
  const files = [
    { path: "a.py", text: "import b\ndef one(x):\n    return b.two(x) * 2\ndef three(x):\n    return x * 3\n" },
    { path: "b.py", text: "import a\ndef two(x):\n    return a.three(x)\n" },
  ];
  expect(values(`from a import one\n${loss} one(y_pred)\n`, { files })).toEqual([3, 1.5]);
});

test("a relative import of a missing file names it; an absolute one is told when it is used", () => {
  expect(failureOf(`from .absent import scale\n${loss} scale(y_pred)\n`)).toMatchObject({
    kind: "unsupported",
    message: "The file that `from .absent import …` reads was not found in the workspace.",
  });
  expect(failureOf(`from absent import scale\n${loss} scale(y_pred)\n`).message).toBe(
    "`absent.scale` is not evaluated.",
  );
});

test("a name that a file does not have is an ImportError, which try catches", () => {
  const files = [{ path: "helpers.py", text: "x = 1\n" }];
  expect(failureOf(`from helpers import absent\n${loss} absent(y_pred)\n`, { files }).message).toBe(
    "ImportError: cannot import name 'absent' from 'helpers'",
  );
  const text = `try:\n    from helpers import absent\nexcept ImportError:\n    absent = abs\n${loss} absent(y_pred)\n`;
  expect(values(text, { files })).toEqual([0.5, 0.25]);
});

test("an error in another file has that file's path", () => {
  const files = [{ path: "helpers.py", text: "def scale(x):\n    return x * missing\n" }];
  expect(failureOf(`from helpers import scale\n${loss} scale(y_pred)\n`, { files })).toMatchObject({
    message: "NameError: name 'missing' is not defined",
    path: "helpers.py",
  });
});

test("the files that a loss needs are gathered through what they import", async () => {
  const files: Readonly<Record<string, string>> = {
    "src/losses/dice.py": "from .common import smooth\n",
    "src/losses/common.py": "from settings import *\n",
    "src/settings.py": "import keras\nimport src.losses.dice\n",
  };
  const asked: string[] = [];
  const gathered = await collectImports(
    { path: "src/main.py", text: "def f():\n    from losses.dice import loss\nimport numpy as np\n" },
    async (path) => {
      asked.push(path);
      return files[path];
    },
  );
  expect(gathered.map((file) => file.path).sort()).toEqual(Object.keys(files).sort());
  expect(asked.some((path) => path.includes("numpy") || path.includes("keras"))).toBe(false);
  expect(new Set(asked).size).toBe(asked.length);
});

test("files at the root of a file system are beside each other, too", () => {
  expect(importCandidates("/train.py", "losses", 0)).toEqual(["/losses/__init__.py", "/losses.py"]);
  expect(importCandidates("/package/train.py", "losses", 2)).toEqual(["/losses.py", "/losses/__init__.py"]);
  expect(importCandidates("train.py", "losses", 0)).toEqual(["losses/__init__.py", "losses.py"]);
});
