import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inMarkdown, plainLines, plainSentence, withCodeInMarkdown } from "../../../src/editor/plain-sentence.ts";

const source = join(import.meta.dirname, "../../../src");

/** How VS Code finds links in notifications, progress and states, and icons in lists, states and lenses. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (?:".+?"|'.+?'))?\)/i;
const icon = /(\\)?\$\([a-z0-9-]+(?:~[a-z0-9-]+)?\)/i;

describe("a sentence", () => {
  test.each([
    ["a link", "there is no setting '[Click](command:workbench.action.quit)'."],
    ["a link over two lines", "[Click]\n(command:x)"],
    ["a link with something invisible in it", "[Click]\u200b(command:x) [Click]\u0000(command:x)"],
    ["a link in a link", "[[a](command:x)](command:y)"],
    ["an icon", "$(alert) pyproject.toml"],
    ["an icon, escaped and not", "\\$(alert) $$(alert)"],
  ])("shows %s as what it is", (_what, text) => {
    expect(plainSentence(text)).not.toMatch(link);
    expect(plainSentence(text)).not.toMatch(icon);
  });

  test("stays what it is where it holds nothing of the kind", () => {
    const text = "pyproject.toml [tool.loss-lens]: there is no setting 'x' (see `K.mean(y)[0]`).";
    expect(plainSentence(text)).toBe(text);
  });

  test("is one line without control characters, and has an end", () => {
    expect(plainSentence("a\nb\u001b[31m\u202ec")).toBe("a b\\x1b[31m\\u202ec");
    expect(plainSentence("👩".repeat(1_000))).toMatch(/^👩+…$/u);
    expect(plainSentence("x".repeat(1_000_000)).length).toBe(400);
    expect(plainSentence(`${" ".repeat(300)}[Click](command:x)${"y".repeat(300)}`)).not.toMatch(link);
  });
});

test("in Markdown every sign means itself", () => {
  expect(inMarkdown("[a](command:x) <b> `c` https://x.y\n# d | $(e) &amp;")).toBe(
    "\\[a\\]\\(command\\:x\\) \\<b\\> \\`c\\` https\\:\\/\\/x\\.y \\# d \\| \\$\\(e\\) \\&amp\\;",
  );
});

test("what stands between backticks is code, and nothing else is", () => {
  expect(withCodeInMarkdown("`K.log(a[0])` is\n[b](command:x), and `c")).toBe(
    "`K.log(a[0])` is \\[b\\]\\(command\\:x\\)\\, and \\`c",
  );
  // Two beside each other are no end.
  expect(withCodeInMarkdown("``[a](command:x)``")).not.toMatch(link);
  expect(withCodeInMarkdown("`a``[b](command:x)`")).not.toMatch(link);
});

test("lines stay lines", () => {
  expect(plainLines("a\r\n\u001bb\nc\td")).toBe("a\n\\x1bb\nc\\td");
});

describe("there is one door for what VS Code shows", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const codeOf = (file: string) => readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  const users = (pattern: RegExp) => files.filter((file) => pattern.test(codeOf(file)));

  /** What shows sentences, and the file that alone may call it. */
  const doors: readonly [pattern: RegExp, ...allowed: string[]][] = [
    [/\bshow(Information|Warning|Error)Message\b|\bwithProgress\b|\bsetStatusBarMessage\b/, "editor/say.ts"],
    [/\bshowQuickPick\b|\bcreateQuickPick\b|\bshowInputBox\b|\bcreateInputBox\b/, "editor/say.ts"],
    [/\bcreateLanguageStatusItem\b|\bcreateStatusBarItem\b/, "editor/say.ts"],
    [
      /\bnew vscode\.MarkdownString\b/,
      "editor/function-hovers.ts",
      "editor/hovers.ts",
      "editor/live-values.ts",
      "editor/loss-row.ts",
      "editor/snippet-completions.ts",
      "editor/value-hovers.ts",
    ],
    [/\bnew vscode\.CodeLens\b/, "editor/lenses.ts"],
    [/\bnew vscode\.CodeAction\b/, "editor/code-actions.ts", "editor/loss-actions.ts"],
    [/\bnew vscode\.Diagnostic(RelatedInformation)?\(/, "editor/diagnostics.ts"],
    [/\bcreateWebviewPanel\b/, "editor/insert-loss.ts", "editor/panels.ts"],
    [/\bcreateOutputChannel\b/, "extension.ts"],
    [/\bCompletionItem\b/, "editor/snippet-completions.ts", "editor/value-completions.ts"],
    [/\bTreeItem\b/, "editor/losses-view.ts"],
    [/\bInlayHint\b|\bNotebookCellStatusBarItem\b|\bcreateTerminal\b/],
    [/\bcontentText\b/, "editor/live-values.ts"],
  ];

  test.each(doors)("%s", (pattern, ...allowed) => {
    expect(users(pattern)).toEqual(allowed);
  });

  test("and those that show words of others elsewhere show them word for word", () => {
    for (const file of [
      "hovers",
      "value-hovers",
      "live-values",
      "lenses",
      "loss-row",
      "losses-view",
      "code-actions",
      "diagnostics",
      "panels",
      "../extension",
    ]) {
      expect(codeOf(`editor/${file}.ts`), file).toMatch(/\b(plainSentence|plainLines|inMarkdown|panelTitle)\(/);
    }
    expect(codeOf("editor/hovers.ts")).not.toMatch(/supportHtml|supportThemeIcons|isTrusted = true/);
  });

  test("the page builds its elements from text, never from markup", () => {
    const markup = /\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment)\b|\bdocument\.write/;
    expect(users(markup)).toEqual([]);
  });
});
