/** Checking on from what was found before gives what checking anew gives, whatever is edited in between. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckResult, inspectModule } from "../../src/check/check-module.ts";
import type { KerasMajor } from "../../src/keras/version.ts";
import { type ParsedModule, parseModule } from "../../src/python/parse.ts";

/** The examples of the rules' pages, wrong and correct ones, each as its top-level statements. */
const examples = [...examplesOfPages()];
const pool = examples.flat();

function* examplesOfPages(): Generator<string[]> {
  const folder = new URL("../../src/rules/", import.meta.url);
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".md"))) {
    const page = readFileSync(new URL(name, folder), "utf8");
    for (const [, code] of page.matchAll(/```python[^\n]*\n(.*?)```/gs)) {
      const { module } = parseModule(code!.replace(/^# *\^.*\n/gm, ""));
      yield module.body.map(({ range }) => module.text.slice(range.start, range.end));
    }
  }
}

const imports = [...new Set(pool.filter((text) => /^(?:import|from) /.test(text)))];
const others = pool.filter((text) => !/^(?:import|from) /.test(text));
const namesIn = (text: string): string[] => text.match(/[A-Za-z_]\w*/g) ?? [];

const place = fc.nat({ max: 1 << 20 });
const statement = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...others) },
  { weight: 1, arbitrary: fc.constantFrom(...imports) },
);
const file = fc
  .tuple(
    fc.array(fc.constantFrom(...imports), { maxLength: 3 }),
    fc.array(fc.constantFrom(...examples), { minLength: 1, maxLength: 4 }),
  )
  .map(([first, whole]) => [...first, ...whole.flat()]);
const edit = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), at: place, text: statement }),
  fc.record({ kind: fc.constant("remove" as const), at: place }),
  fc.record({ kind: fc.constant("repeat" as const), at: place, to: place }),
  // One name becomes another of the file: a parameter, a helper, an import, a function of Keras.
  fc.record({ kind: fc.constant("rename" as const), at: place, from: place, to: place }),
  fc.record({ kind: fc.constant("everywhere" as const), at: place, from: place, to: place }),
  fc.record({ kind: fc.constant("delete" as const), at: place, from: place }),
  fc.record({ kind: fc.constant("keras" as const), at: place }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function edited(statements: readonly string[], change: Edit): string[] {
  const next = [...statements];
  const at = next.length === 0 ? 0 : change.at % next.length;
  const old = next[at] ?? "";
  const all = namesIn(next.join("\n"));
  switch (change.kind) {
    case "insert":
      next.splice(at, 0, change.text);
      return next;
    case "remove":
      next.splice(at, 1);
      return next;
    case "repeat":
      next.splice(change.to % (next.length + 1), 0, old);
      return next;
    case "rename": {
      const found = [...old.matchAll(/[A-Za-z_]\w*/g)];
      const match = found[change.from % Math.max(found.length, 1)];
      if (match)
        next[at] = old.slice(0, match.index) + all[change.to % all.length] + old.slice(match.index + match[0].length);
      return next;
    }
    case "everywhere": {
      const name = all[change.from % Math.max(all.length, 1)];
      if (name === undefined) return next;
      const pattern = new RegExp(`\\b${name}\\b`, "g");
      return next.map((text) => text.replace(pattern, all[change.to % all.length]!));
    }
    case "delete": {
      const from = change.from % Math.max(old.length, 1);
      next[at] = old.slice(0, from) + old.slice(from + 1);
      return next;
    }
    case "keras":
      return next;
  }
}

test("a file checked on from its last state has the findings of the file checked anew", { timeout: 240_000 }, () => {
  let findings = 0;
  let passedOver = 0;
  fc.assert(
    fc.property(file, fc.array(edit, { minLength: 4, maxLength: 12 }), (first, edits) => {
      let statements: readonly string[] = first;
      let parsed: ParsedModule | undefined;
      let checked: CheckResult | undefined;
      let keras: KerasMajor | undefined;
      for (const change of [undefined, ...edits]) {
        if (change) statements = edited(statements, change);
        if (change?.kind === "keras") keras = (["1", "2", "3", undefined] as const)[change.at % 4];
        const text = `${statements.join("\n\n\n")}\n`;
        parsed = parseModule(text, parsed);
        const before: ReadonlySet<string> | undefined = checked?.quiet.keys;
        checked = inspectModule(parsed.module, { keras, quiet: checked?.quiet });
        expect(checked.findings).toEqual(inspectModule(parseModule(text).module, { keras }).findings);
        findings += checked.findings.length;
        for (const key of checked.quiet.keys) if (before?.has(key)) passedOver++;
      }
    }),
    { numRuns: 400 },
  );
  // Where nothing was found and nothing passed over, nothing was proved.
  expect(findings).toBeGreaterThan(1000);
  expect(passedOver).toBeGreaterThan(300);
});
