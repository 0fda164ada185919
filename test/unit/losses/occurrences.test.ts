import { describe, expect, test } from "vitest";
import { importCandidates } from "../../../src/evaluate/imports.ts";
import { findOccurrences, mayMention } from "../../../src/losses/occurrences.ts";
import { applyEdits } from "../../../src/python/edits.ts";

const losses =
  "from keras import ops\n\n\ndef focal(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";

/** The files as a rename to `smooth` leaves them, what is only a string apart; and the doubts, as words. */
function renamed(files: Readonly<Record<string, string>>, path = "losses.py", name = "focal") {
  const all = Object.entries(files);
  const { found, doubts } = findOccurrences(
    { path, name },
    {
      texts: new Map(all.filter(([, text]) => mayMention(text, name))),
      exists: (each) => each in files,
      candidates: importCandidates,
    },
  );
  const after = all.flatMap(([each, text]) => {
    const edits = found
      .filter((one) => one.path === each && one.kind !== "otherString")
      .map(({ range }) => ({ range, newText: "smooth" }));
    return edits.length === 0 ? [] : [[each, applyEdits(text, edits)] as const];
  });
  return {
    files: Object.fromEntries(after),
    others: found.filter(({ kind }) => kind === "otherString").map((each) => each.path),
    doubts: doubts.map((each) => `${each.path}: ${each.why}`),
  };
}

describe("a loss of one name, over a workspace", () => {
  test("its definition, its uses, and the imports that name it", () => {
    const { files, doubts } = renamed({
      "losses.py": `${losses}\n\nmodel.compile(loss=focal)\n`,
      "train.py": "from losses import focal\n\nmodel.compile(loss=[focal, focal])\n",
      "alias.py": "from losses import focal as f, other\n\nmodel.compile(loss=f)\n",
      "module.py": "import losses\nimport losses as L\n\nmodel.compile(loss=losses.focal)\nL.focal(a, b)\n",
      "late.py": "def train():\n    from losses import focal\n    return focal\n",
      "star.py": "from losses import *\n\nmodel.compile(loss=focal)\n",
    });
    expect(files["losses.py"]).toContain("def smooth(y_true");
    expect(files["losses.py"]).toContain("loss=smooth)");
    expect(files["train.py"]).toBe("from losses import smooth\n\nmodel.compile(loss=[smooth, smooth])\n");
    expect(files["alias.py"]).toBe("from losses import smooth as f, other\n\nmodel.compile(loss=f)\n");
    expect(files["module.py"]).toBe(
      "import losses\nimport losses as L\n\nmodel.compile(loss=losses.smooth)\nL.smooth(a, b)\n",
    );
    expect(files["late.py"]).toBe("def train():\n    from losses import smooth\n    return smooth\n");
    expect(files["star.py"]).toBe("from losses import *\n\nmodel.compile(loss=smooth)\n");
    expect(doubts).toEqual([]);
  });

  test("through a package that passes it on, with a star too", () => {
    const { files } = renamed(
      {
        "pkg/losses.py": losses,
        "pkg/__init__.py": "from .losses import *\n",
        "pkg/sub/__init__.py": "from ..losses import focal\n\n__all__ = ['focal']\n",
        "train.py": "from pkg import focal\nfrom pkg.sub import focal as other\nimport pkg\n\nuse(focal, pkg.focal)\n",
      },
      "pkg/losses.py",
    );
    expect(files["pkg/sub/__init__.py"]).toBe("from ..losses import smooth\n\n__all__ = ['smooth']\n");
    expect(files["train.py"]).toBe(
      "from pkg import smooth\nfrom pkg.sub import smooth as other\nimport pkg\n\nuse(smooth, pkg.smooth)\n",
    );
  });

  test("strings that Keras reads: as the loss, and as the key of what is registered", () => {
    const { files, others } = renamed({
      "losses.py": losses,
      "train.py": [
        "import keras",
        "from losses import focal",
        "",
        "keras.utils.get_custom_objects()['focal'] = focal",
        'model.compile(loss="focal", metrics=["focal"])',
        'keras.models.load_model("m", custom_objects={"focal": focal, "other": other})',
        'keras.models.load_model("m", custom_objects=dict(focal=focal))',
        'print("focal")',
        "",
      ].join("\n"),
    });
    expect(files["train.py"]).toBe(
      [
        "import keras",
        "from losses import smooth",
        "",
        "keras.utils.get_custom_objects()['smooth'] = smooth",
        'model.compile(loss="smooth", metrics=["smooth"])',
        'keras.models.load_model("m", custom_objects={"smooth": smooth, "other": other})',
        'keras.models.load_model("m", custom_objects=dict(smooth=smooth))',
        'print("focal")',
        "",
      ].join("\n"),
    );
    expect(others).toEqual(["train.py"]);
  });

  test("a key behind which another loss stands is left, as is a string that may be another's", () => {
    const { files } = renamed({
      "losses.py": losses,
      "train.py": 'load_model("m", custom_objects={"focal": other})\nmodel.compile(loss="focal")\n',
      "else.py": "def focal(y_true, y_pred):\n    return y_pred\n\n\nmodel.compile(loss=focal)\n",
    });
    expect(Object.keys(files)).toEqual(["losses.py"]);
  });

  test("a key of another name stays where the loss stands behind it", () => {
    const { files } = renamed({
      "losses.py": losses,
      "train.py": 'from losses import focal\n\nload_model("m", custom_objects={"old": focal, "focal": focal(1)})\n',
    });
    expect(files["train.py"]).toBe(
      'from losses import smooth\n\nload_model("m", custom_objects={"old": smooth, "smooth": smooth(1)})\n',
    );
  });

  test("what only looks alike is left: attributes of other things, names of inner scopes, libraries", () => {
    const { files, doubts } = renamed({
      "losses.py": `${losses}\n\ndef other(focal):\n    return focal\n`,
      "train.py": "import keras\n\nself.focal = keras.losses.focal\nmodel.focal()\nfocal = 3\n",
      "sub/a.py": "from .losses import focal\n",
      "sub/losses.py": "focal = 3\n",
    });
    expect(Object.keys(files)).toEqual(["losses.py"]);
    expect(files["losses.py"]).toContain("def other(focal):\n    return focal\n");
    expect(doubts).toEqual([]);
  });

  test("a Keras name as a string stays Keras's", () => {
    const own = losses.replaceAll("focal", "mse");
    const { files } = renamed({ "losses.py": `${own}\nmodel.compile(loss="mse")\n` }, "losses.py", "mse");
    expect(files["losses.py"]).toContain('loss="mse"');
    expect(files["losses.py"]).toContain("def smooth(");
  });

  test.each([
    ["a line that Python cannot read", { "a.py": "from losses import focal\nuse(focal))) = (\n" }, "a.py: unreadable"],
    [
      "one of two imports is another's",
      { "a.py": "try:\n    from losses import focal\nexcept ImportError:\n    from elsewhere import focal\n" },
      "a.py: alsoImported",
    ],
    [
      "it is looked up by its name",
      { "a.py": 'import losses\nlosses.focal\ngetattr(losses, "focal")\n' },
      "a.py: byName",
    ],
  ])("%s is a doubt", (_, files, doubt) => {
    expect(renamed({ "losses.py": losses, ...files }).doubts).toContain(doubt);
  });

  test("modules that import each other in a circle end", () => {
    const { files } = renamed({
      "losses.py": losses,
      "a.py": "from b import *\n",
      "b.py": "from a import *\n",
      "c.py": "from a import focal\n",
    });
    expect(Object.keys(files)).toEqual(["losses.py"]);
  });
});
