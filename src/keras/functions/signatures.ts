/** What the functions and loss classes that are evaluated take, read when it is first asked for. */

import { signatureLines } from "./signature-lines.ts";

let known: ReadonlyMap<string, string> | undefined;

/** Between the parentheses, by canonical name; names of `keras.…` hold for `tf.keras.…` too. Undefined for what is not evaluated. */
export function signatureOf(canonical: string): string | undefined {
  known ??= new Map(
    signatureLines
      .trim()
      .split("\n")
      .map((line) => {
        const [name = "", ...rest] = line.split(" ");
        return [name, rest.join(" ")];
      }),
  );
  return known.get(canonical) ?? known.get(canonical.replace(/^tf\.(?=keras\.)/, ""));
}
