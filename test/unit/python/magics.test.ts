import { expect, test } from "vitest";
import { checkModule } from "../../../src/check/check-module.ts";
import { joinCells } from "../../../src/python/cells.ts";
import { namesOfMagic, readsAsPython } from "../../../src/python/magics.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

test("a cell is Python unless its magic says otherwise", () => {
  for (const cell of ["x = 1", "%%time\nx = 1", "\n%%capture out\nx", "%matplotlib inline\n", "", "%%timeit -n 1\nx"]) {
    expect(readsAsPython(cell), cell).toBe(true);
  }
  for (const cell of ["%%bash\nls", "%%html\n<b>", "  %%writefile a.py\nx", "%%python\nx = 1", "%%R\nx <- 1"])
    expect(readsAsPython(cell), cell).toBe(false);
});

test.each([
  ["%load_ext autoreload", "none"],
  ["%autoreload 2", "none"],
  ["%matplotlib inline", "none"],
  ["%config InlineBackend.figure_format = 'retina'", "none"],
  ["%timeit my_loss(1, 2)", "none"],
  ["%%time", "none"],
  ["%%timeit", "none"],
  ["%%writefile losses.py", "none"],
  ["%%html", "none"],
  ["%store x", "none"],
  ["%store -r", "unseen"],
  ["%store -r K", "unseen"],
  ["%load losses.py", "unseen"],
  ["%loadpy losses.py", "unseen"],
  ["%run losses.py", "unseen"],
  ["%pylab inline", "unseen"],
  ["%edit losses.py", "unseen"],
  ["%paste", "unseen"],
  ["%rerun 3", "unseen"],
  ["%%cython", "unseen"],
  ["%%R -o result", "unseen"],
  ["%of_an_extension", "unseen"],
  ["%%of_an_extension", "unseen"],
  ["%time model = build()", "on the line"],
  ["%%time model = build()", "on the line"],
  ["%%capture out", "on the line"],
  ["%%bash --out listing", "on the line"],
  ["%aimport losses", "on the line"],
  ["%sc files = ls", "on the line"],
] as const)("%s binds names: %s", (line, names) => expect(namesOfMagic(line)).toBe(names));

/** The names that nothing gives a value, in a notebook of these cells. */
function unresolved(...cells: string[]): string[] {
  const { text } = joinCells(cells.map((cell, index) => ({ index, text: cell })));
  return analyzeNames(parseModule(text).module)
    .unresolvedNames()
    .map(({ id }) => id);
}

test("one magic hides no mistake of the whole notebook", () => {
  const rest = ["def f(y_true, y_pred):\n    return K.mean(y_pred)", "g(1)"];
  for (const magic of [
    "%load_ext autoreload\n%autoreload 2",
    "%%time\nx = 1",
    "%%capture\nx = 1",
    "%%timeit\nx = 1",
    "%%bash\nls",
    "%matplotlib inline",
    "get_ipython().run_line_magic('load_ext', 'autoreload')",
    "get_ipython().magic('matplotlib inline')",
    "x = 100 \\\n  %load",
  ])
    expect(unresolved(magic, ...rest), magic).toEqual(expect.arrayContaining(["K", "g"]));
});

test("what a magic may bring is no unknown name", () => {
  const rest = ["def f(y_true, y_pred):\n    return K.mean(y_pred)", "g(1)"];
  for (const magic of [
    "%run setup.py",
    "%pylab",
    "%%cython\nx",
    "get_ipython().run_line_magic('run', 'setup.py')",
    "get_ipython().run_cell_magic('time', '', 'K = 1\\ng = 2\\n')",
    "%%my_extension\nK = 1",
  ])
    expect(unresolved(magic, ...rest), magic).toEqual([]);
  expect(unresolved("%time K, g = build()", ...rest)).toEqual([]);
  expect(unresolved("%%capture g\nx = 1", ...rest)).toEqual(["K"]);
});

test("a cell under a magic that leaves it Python is looked at, with its places", () => {
  const cells = [
    "%load_ext autoreload\nfrom keras.models import Sequential",
    "%%time\ndef my_koss(y_true, y_pred):\n    return K.mean(y_pred - y_true, axis=-1)",
    "model = Sequential([])\nmodel.compile(loss=my_loss)",
  ];
  const { text } = joinCells(cells.map((cell, index) => ({ index, text: cell })));
  const found = checkModule(parseModule(text).module);
  expect(found.map(({ rule, range }) => `${rule} ${text.slice(range.start, range.end)}`)).toEqual(
    expect.arrayContaining(["missing-backend-import K", "undefined-loss my_loss"]),
  );
});
