import { expect, test } from "vitest";
import type { Module, Name } from "../../../src/python/ast.ts";
import type { Binding } from "../../../src/python/bindings.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { qualifiedName, qualifiedNames } from "../../../src/python/qualified.ts";
import { analyzeNames, type ModuleNames } from "../../../src/python/scope.ts";
import { walk } from "../../../src/python/walk.ts";

function read(text: string): { module: Module; names: ModuleNames; all: Name[] } {
  const { module } = parseModule(text);
  const all: Name[] = [];
  walk(module, (node) => {
    if (node.kind === "Name") all.push(node);
  });
  return { module, names: analyzeNames(module), all };
}

/** Where the last `name` in the text is bound: the kinds of the sites, and the line of the first. */
function bindingOfLast(text: string, id: string): Binding | undefined {
  const { names, all } = read(text);
  const name = all.findLast((one) => one.id === id);
  if (name === undefined) throw new Error(`no ${id}`);
  return names.bindingOf(name);
}

function unresolved(text: string): string[] {
  const { names, all } = read(text);
  return all.filter((name) => names.isUnresolved(name)).map((name) => name.id);
}

/** The qualified names of the last expression statement. */
function namesOfLast(text: string): readonly string[] {
  const { module, names } = read(text);
  const last = module.body.at(-1);
  if (last?.kind !== "ExpressionStatement") throw new Error("no expression");
  return qualifiedNames(names, last.value);
}

test("a method does not see the names of its class", () => {
  expect(unresolved("class A:\n    eps = 1\n    def f(self):\n        return eps\n")).toEqual(["eps"]);
  expect(unresolved("class A:\n    eps = 1\n    both = [eps, eps]\n")).toEqual([]);
});

test("only the first iterable of a comprehension is evaluated in the class", () => {
  expect(unresolved("class A:\n    xs = [1]\n    k = 2\n    ys = [x * k for x in xs]\n")).toEqual(["k"]);
});

test("a comprehension keeps its loop name, and a walrus in it binds outside", () => {
  expect(unresolved("def f(xs):\n    [last := x for x in xs]\n    return last, x\n")).toEqual(["x"]);
});

test("`global` and `nonlocal` bind where they say", () => {
  const text =
    "def outer():\n    n = 0\n    def inner():\n        nonlocal n\n        global g\n        n += 1\n        g = n\n    return n\n";
  const binding = bindingOfLast(text, "n");
  expect(binding?.scope.kind).toBe("function");
  expect(binding?.sites.map((site) => site.kind)).toEqual(["assignment", "global", "augmented"]);
  const { names } = read(text);
  expect([...names.moduleScope.bindings.keys()]).toEqual(["outer", "g"]);
});

test("every way to bind a name is known", () => {
  const text = `
import a.b as c, d.e
from f import g as h
for i, *j in c: pass
with d as (k, l), h as m.n: pass
try: pass
except ValueError as o: o
match i:
    case {"p": q, **r} if q: r
    case T(s, t=u) | [u, *s]: s, u
(v := 1)
w: int = v
x = y = z = w
del z
lambda aa, *bb, cc=x, **dd: (aa, bb, cc, dd)
type E[F] = list[F]
def gg[H](p: H, /, *, q) -> H: return p, q
`;
  const { module, names } = read(text);
  expect(module.errors).toEqual([]);
  expect([...names.moduleScope.bindings.keys()]).toEqual([
    "c",
    "d",
    "h",
    "i",
    "j",
    "k",
    "l",
    "o",
    "q",
    "r",
    "s",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "E",
    "gg",
  ]);
  expect(unresolved(text)).toEqual(["m"]);
});

test("a name that a star import, `exec` or a broken import may give is not called unresolved", () => {
  expect(unresolved("from keras import *\nops\n")).toEqual([]);
  expect(unresolved("exec(code)\nops\n")).toEqual([]);
  expect(unresolved("from keras import ops as\nfoo(ops, bar)\n")).toEqual(["foo", "bar"]);
});

test("references from inner scopes count, targets do not", () => {
  const binding = bindingOfLast("eps = 1\ndef f():\n    return eps\neps = 2\nprint(eps)\n", "eps");
  expect(binding?.sites).toHaveLength(2);
  expect(binding?.references).toHaveLength(2);
});

test.each([
  ["import tensorflow as tf\ntf.keras.backend.mean", ["tensorflow.keras.backend.mean"]],
  ["from keras import backend as K\nK.mean", ["keras.backend.mean"]],
  ["import keras.backend as K\nK.mean", ["keras.backend.mean"]],
  ["import tensorflow.keras.losses\ntensorflow.keras.losses.mse", ["tensorflow.keras.losses.mse"]],
  ["import keras\nK = keras.backend\nmean = K.mean\nmean", ["keras.backend.mean"]],
  ["from . import ops\nops.mean", [".ops.mean"]],
  ["from ..lib.a import b as c\nc", ["..lib.a.b"]],
  [
    "try:\n    import tf_keras as keras\nexcept ImportError:\n    import keras\nkeras.ops",
    ["tf_keras.ops", "keras.ops"],
  ],
  ["try:\n    from keras import ops\nexcept ImportError:\n    ops = None\nops.mean", ["keras.ops.mean"]],
  ["abs", ["abs"]],
  ["def abs(x): return x\nabs", []],
  ["import keras\nkeras = wrap(keras)\nkeras.ops", []],
  ["K = K\nK.mean", []],
  ["for K in [1]: pass\nK.mean", []],
])("%j stands for %j", (text, expected) => {
  expect(namesOfLast(text)).toEqual(expected);
});

test("one name is given only if it is the only one", () => {
  const { module, names } = read("import keras\nif x:\n    import tf_keras as keras\nkeras\n");
  const last = module.body.at(-1);
  expect(last?.kind === "ExpressionStatement" && qualifiedName(names, last.value)).toBe(undefined);
});

test("a parameter hides the import of the same name", () => {
  const text = "from keras import ops\ndef f(ops):\n    return ops.mean\n";
  expect(bindingOfLast(text, "ops")?.sites[0]?.kind).toBe("parameter");
});
