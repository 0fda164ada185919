import { describe, expect, test } from "vitest";
import { type CheckOptions, checkModule, fileMigration } from "../../../src/check/check-module.ts";
import { safeEdits } from "../../../src/check/compose-fixes.ts";
import { suppressInFile, suppressOnLine } from "../../../src/check/suppression.ts";
import { readProject } from "../../../src/keras/version.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { migrateFileTitle } from "../../../src/losses/fixes/migrate-file.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";

const check = (text: string, options?: CheckOptions): Finding[] => checkModule(parseModule(text).module, options);

const textbook = [
  "from keras.models import Sequential",
  "",
  "def categorical(y_true, y_pred):",
  "    return K.categorical_crossentropy(y_pred, y_true)",
  "",
  "def my_koss(y_true,y_pred):",
  "    return K.mean((y_pred-y_true),axis = -1)",
  "",
  "model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])",
  "",
].join("\n");

describe("the textbook example", () => {
  test("a reader is told of the import, the mistyped name, Keras 3 and the swapped order", () => {
    const rules = new Set(check(textbook).map((finding) => `${finding.severity} ${finding.rule}`));
    expect([...rules].sort()).toEqual([
      "error missing-backend-import",
      "error undefined-loss",
      "info crossentropy-argument-order",
      "info removed-backend-function",
    ]);
  });

  test("with evidence for Keras 3 they are errors, and say where it stands", () => {
    const project = readProject([{ path: "requirements.txt", text: "numpy\nkeras==3.15\n" }]);
    const removed = check(textbook, { project }).find((finding) => finding.rule === "removed-backend-function")!;
    expect(removed.severity).toBe("error");
    expect(removed.message).toContain("requirements.txt:2 keras==3.15");
  });

  test("both ways out of a mistyped name are offered, the rename reaching every use", () => {
    const [change, rename] = check(textbook).find((finding) => finding.rule === "undefined-loss")!.fixes;
    expect(change).toMatchObject({ title: "Change to 'my_koss'", isPreferred: true });
    expect(applyEdits(textbook, rename!.edits)).toContain("def my_loss(y_true,y_pred):");
    expect(check(applyEdits(textbook, rename!.edits)).some((finding) => finding.rule === "undefined-loss")).toBe(false);
  });
});

describe("moving a file to keras.ops", () => {
  const text = [
    "from keras import backend as K  # the old one",
    "",
    "def dice(y_true, y_pred):",
    "    t = K.flatten(y_true)  # one axis",
    "    p = K.flatten(y_pred)",
    "    return 1 - K.sum(t * p) / K.sqrt(K.sum(t) * K.sum(p))",
    "",
  ].join("\n");

  test("one fix rewrites all and adds the import; a line with a comment stays", () => {
    const [finding] = check(text, { keras: "3" });
    const all = finding!.fixes.find(({ title }) => title === migrateFileTitle)!;
    expect(applyEdits(text, all.edits)).toMatchInlineSnapshot(`
      "from keras import backend as K  # the old one
      from keras import ops

      def dice(y_true, y_pred):
          t = ops.reshape(y_true, (-1,))  # one axis
          p = ops.reshape(y_pred, (-1,))
          return 1 - ops.sum(t * p) / ops.sqrt(ops.maximum(ops.sum(t) * ops.sum(p), 0.0))
      "
    `);
  });

  test("--fix moves the whole file in one pass, and takes the import away that nothing uses any more", () => {
    const plain = text.replace("  # the old one", "");
    const fixed = applyEdits(plain, safeEdits(check(plain, { keras: "3" })));
    expect(fixed).toMatch(/^from keras import ops\n\ndef dice/);
    expect(fixed).not.toContain("K.");
    expect(check(fixed, { keras: "3" })).toEqual([]);
  });

  test("is there for tensorflow.keras too, where the old functions still run and nothing is flagged", () => {
    const through =
      "from tensorflow.keras import backend as K\n\ndef l(y_true, y_pred):\n    return K.mean(y_pred - y_true)\n";
    expect(check(through)).toEqual([]);
    const fix = fileMigration(parseModule(through).module)!;
    expect(applyEdits(through, fix.edits)).toBe(
      "from tensorflow.keras import ops\n\ndef l(y_true, y_pred):\n    return ops.mean(y_pred - y_true)\n",
    );
    expect(fileMigration(parseModule("x = 1\n").module)).toBeUndefined();
  });

  test("gives a cross-entropy of old Keras its keywords, since the order was another then", () => {
    const ancient =
      "from keras import backend as K\n\ndef l(y_true, y_pred):\n    return K.categorical_crossentropy(y_pred, y_true)\n";
    const migrated = (keras: "1" | "2"): string =>
      applyEdits(ancient, fileMigration(parseModule(ancient).module, { keras })!.edits);
    expect(migrated("1")).toContain("ops.categorical_crossentropy(output=y_pred, target=y_true)");
    expect(migrated("2")).toContain("ops.categorical_crossentropy(y_pred, y_true)");
  });

  test("keeps carriage returns", () => {
    const windows =
      "from keras import backend as K\r\n\r\ndef l(y_true, y_pred):\r\n    return K.mean(y_pred - y_true, axis=-1)\r\n";
    const fixed = applyEdits(windows, safeEdits(check(windows, { keras: "3" })));
    expect(fixed).toBe(
      "from keras import ops\r\n\r\ndef l(y_true, y_pred):\r\n    return ops.mean(y_pred - y_true, axis=-1)\r\n",
    );
  });

  test("is offered unasked only where Keras 3 is certain", () => {
    expect(safeEdits(check(text, { keras: "3" })).length).toBeGreaterThan(0);
    expect(safeEdits(check(text))).toEqual([]);
  });
});

describe("suppression", () => {
  const line = "model.compile(loss=my_loss)";
  const head = "def my_koss(y_true, y_pred):\n    return y_pred - y_true\n";

  test.each([
    `${head}${line}  # loss-lens: ignore[undefined-loss]\n`,
    `${head}${line}  # loss-lens: ignore\n`,
    `${head}${line}  # noqa: undefined-loss\n`,
    `${head}${line}  # noqa: E501, undefined-loss\n`,
    `# loss-lens: ignore-file[undefined-loss]\n${head}${line}\n`,
    `"""A docstring."""\n# loss-lens: ignore-file\n${head}${line}\n`,
  ])("%j is silent", (text) => {
    expect(check(text)).toEqual([]);
  });

  test.each([
    `${head}${line}  # loss-lens: ignore[other-rule]\n`,
    `${head}${line}  # noqa: E501\n`,
    `${head}# loss-lens: ignore-file[undefined-loss]\n${line}\n`,
  ])("another rule, or a file's directive below the code, silences nothing: %j", (text) => {
    expect(check(text)).toHaveLength(1);
  });

  test("a misspelt rule is changed first, where the right one may silence something", () => {
    const loss = (rule: string): string =>
      `def my_loss(y_true, y_pred):\n    return keras.ops.mean(y_pred - y_true)  # loss-lens: ignore[${rule}]\n`;
    const offered = (rule: string) =>
      check(`import keras\n\n${loss(rule)}`)
        .find((finding) => finding.rule === "unused-suppression")!
        .fixes.map(({ title, isPreferred }) => ({ title, isPreferred }));
    // Only running the loss would tell whether it is needed.
    expect(offered("no-gradiant")).toEqual([
      { title: "Change to 'no-gradient'", isPreferred: true },
      { title: "Remove it", isPreferred: false },
    ]);
    expect(offered("missing-retun")).toEqual([{ title: "Remove it", isPreferred: true }]);
  });

  test("the edits that suppress do so, and extend a list that is there", () => {
    const text = `${head}${line}\n`;
    const { module } = parseModule(text);
    const [finding] = check(text);
    const onLine = applyEdits(text, [suppressOnLine(module, finding!.range, finding!.rule)]);
    expect(onLine).toContain(`${line}  # loss-lens: ignore[undefined-loss]\n`);
    expect(check(onLine)).toEqual([]);
    expect(check(applyEdits(text, [suppressInFile(module, finding!.rule)]))).toEqual([]);
    const listed = parseModule(onLine).module;
    expect(applyEdits(onLine, [suppressOnLine(listed, finding!.range, "other")])).toContain(
      "ignore[undefined-loss, other]",
    );
  });
});

describe("configuration", () => {
  const text = "def my_koss(y_true, y_pred):\n    return y_pred - y_true\nmodel.compile(loss=my_loss)\n";

  test("a rule is switched off, or given another severity", () => {
    const with_ = (severity: "off" | "hint") =>
      check(text, {
        configuration: { rules: new Map([["undefined-loss", severity]]), keras: undefined, probes: undefined },
      });
    expect(with_("off")).toEqual([]);
    expect(with_("hint").map((finding) => finding.severity)).toEqual(["hint"]);
  });
});

describe("any text", () => {
  test("nothing is said of code that holds a syntax error", () => {
    expect(check("def f(y_true, y_pred):\n    return K.mean(y_pred - \nmodel.compile(loss=g)\n")).toEqual([]);
  });

  test.each([
    ["brackets", "(".repeat(3000)],
    ["a sum", `def l(y_true, y_pred):\n    return ${"y_pred + ".repeat(3000)}1\n`],
    ["calls", `def l(y_true, y_pred):\n    return ${"K.abs(".repeat(800)}y_pred${")".repeat(800)}\n`],
    ["nested functions", Array.from({ length: 90 }, (_, i) => `${" ".repeat(i)}def l(y_true, y_pred):`).join("\n")],
    ["a class that inherits from itself", "class A(A):\n    pass\nmodel.compile(loss=A())\n"],
    ["classes in a ring", "class A(B):\n    pass\nclass B(A):\n    pass\nmodel.compile(loss=A())\n"],
    [
      "functions in a ring",
      "def f(y_true, y_pred):\n    return g(y_true, y_pred)\ndef g(y_true, y_pred):\n    return f(y_true, y_pred)\n",
    ],
    ["names in a ring", "a = b\nb = a\nmodel.compile(loss=a)\n"],
    ["a list that holds itself", "a = [a]\nmodel.compile(loss=a)\n"],
    ["nothing", ""],
    [
      "a prototype's names",
      "model.compile(loss='constructor')\nmodel.compile(loss=toString)\n__proto__.x(constructor)\n",
    ],
  ])("%s ends in findings, not in an exception", (_, text) => {
    expect(Array.isArray(check(text))).toBe(true);
  });
});
