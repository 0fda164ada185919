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

test("what a program puts into Keras's modules is found there, and what Keras itself uses stays as it is", () => {
  const patched = (place: string, keras?: string) =>
    failureOf(`import keras\nkeras.${place} = lambda *x: 1.0\n${loss} y_pred * keras.${place}(y_pred)\n`, {
      ...(keras === undefined ? {} : { keras }),
    }).message;
  expect(values(`import keras\nkeras.losses.mine = lambda x: 2.0 * x\n${loss} keras.losses.mine(y_pred)\n`)).toEqual([
    1, 0.5,
  ]);
  expect(
    values(`import keras.backend as K\nK.square = lambda x: 2.0 * x\n${loss} K.square(y_pred)\n`, { keras: "2.15" }),
  ).toEqual([1, 0.5]);
  expect(patched("backend.square", "2.2.4")).toBe("Setting `keras.backend.square` is not evaluated.");
  expect(patched("losses.mean_squared_error")).toBe("Setting `keras.losses.mean_squared_error` is not evaluated.");
});

test("modules are imported by computed names too, where they are a library's", () => {
  const imported = (name: string) =>
    `from importlib import import_module\nm = import_module(${name})\n${loss} m.square(y_pred)\n`;
  expect(values(imported("'tensorflow'"))).toEqual([0.25, 0.0625]);
  expect(values(imported("'{0}.ops'.format('keras')"))).toEqual([0.25, 0.0625]);
  expect(failureOf(imported("'numerics'")).message).toBe("`numerics.square` is not evaluated.");
  expect(failureOf(imported("'.ops'")).message).toBe("`importlib.import_module` of a relative name is not evaluated.");
});

test("a text is true or false as distutils reads it", () => {
  const read = (text: string) =>
    `from distutils.util import strtobool\nimport os\n${loss} y_pred * strtobool(${text})\n`;
  expect(values(read("os.environ.get('NOBODY_SETS_IT', 'On')"))).toEqual([0.5, 0.25]);
  expect(values(read("'0'"))).toEqual([0, 0]);
  expect(failureOf(read("'maybe'")).message).toBe("ValueError: invalid truth value 'maybe'");
});

test("versions of packages that are not known are not guessed", () => {
  const asked = (name: string) =>
    failureOf(`from importlib import metadata\n${loss} y_pred * len(metadata.version("${name}"))\n`).message;
  expect(asked("scipy")).toBe("Which version of scipy is installed is not known here");
});
