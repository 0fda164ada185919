/** The snippets, as data: what each is of, and what it needs. */

import data from "../../../snippets/keras-losses.json" with { type: "json" };

/** Whose functions a snippet calls: `keras.ops`, `keras.backend` as `K`, TensorFlow. */
export type SnippetDialect = "ops" | "K" | "tf";

/** What is written again and again, in the order in which it is offered; `loss` is one of the well-known ones. */
export type SnippetForm = "function" | "factory" | "class" | "compile" | "import" | "load" | "loss";

export interface LossSnippet {
  readonly title: string;
  readonly description: string;
  readonly prefixes: readonly string[];
  /** In the editor's own notation, `${1:name}`, lines parted by `\n`. */
  readonly body: string;
  readonly form: SnippetForm;
  /** Undefined where it fits any. */
  readonly dialect: SnippetDialect | undefined;
  /** What one may type for it besides `loss`: `focal_binary`, `mean_squared_error`. */
  readonly names: readonly string[];
  /** The names of libraries that it uses: `ops`, `keras`. */
  readonly needs: readonly string[];
}

/** In the order in which they are imported. */
const libraries: readonly string[] = ["keras", "ops", "K", "tf"];
const forms: readonly SnippetForm[] = ["function", "factory", "class", "compile", "import", "load"];

/** Forms first, then losses from the simple ones on. */
export const lossSnippets: readonly LossSnippet[] = Object.entries(data)
  .map(([title, { prefix, body, description }]) => snippetOf(title, prefix, body.join("\n"), description))
  .sort((a, b) => rank(a) - rank(b));

function rank({ form }: LossSnippet): number {
  const at = forms.indexOf(form);
  return at < 0 ? forms.length : at;
}

function snippetOf(title: string, prefixes: readonly string[], body: string, description: string): LossSnippet {
  const first = prefixes[0]!;
  const form = forms.find((each) => first === `loss-${each}` || first.startsWith(`loss-${each}-`)) ?? "loss";
  const needs = libraries.filter((name) => new RegExp(`(?<![\\w.])${name}\\.`).test(body));
  const suffix = /-(k|tf)$/.exec(first)?.[1];
  const words = form === "loss" ? prefixes.map((prefix) => prefix.replace(/^loss-|-(?:k|tf)$/g, "")) : [];
  const own = form === "loss" ? /^(?:def|class) \$\{\d+:(\w+)\}/m.exec(body)?.[1] : undefined;
  return {
    title: title.replace(/ \((?:K|tf)\)$|, tf\)$/, (end) => (end.startsWith(",") ? ")" : "")),
    description,
    prefixes,
    body,
    form,
    dialect:
      suffix === "k"
        ? "K"
        : suffix === "tf" || needs.includes("tf")
          ? "tf"
          : form === "compile" || form === "load"
            ? undefined
            : "ops",
    names: [...new Set([...words.map((word) => word.replaceAll("-", "_")), ...(own === undefined ? [] : [own])])],
    needs,
  };
}

/** What is inserted when every default is kept. */
export function expandedBody({ body }: LossSnippet): string {
  return body
    .replace(/\$\{\d+:([^{}]*)\}/g, "$1")
    .replace(/\$\{\d+\|([^,|}]*)(?:,[^}]*)?\}/g, "$1")
    .replace(/\$\d+/g, "");
}

const importLines: Readonly<Record<SnippetDialect, string>> = {
  ops: "import keras\nfrom keras import ops",
  K: "from tensorflow import keras\nfrom tensorflow.keras import backend as K",
  tf: "import tensorflow as tf",
};

/** A module that holds the snippet as it comes, so that it can be run; undefined for what defines no loss. */
export function moduleOf(snippet: LossSnippet): string | undefined {
  if (["compile", "import", "load"].includes(snippet.form)) return undefined;
  return `${importLines[snippet.dialect ?? "ops"]}\n\n\n${expandedBody(snippet)}\n`;
}
