/** Writes what the benchmarks print as a table into the repository, with the day and the class of machine. */
import { writeFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { basename, join } from "node:path";
import type { UserConsoleLog } from "vitest";
import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";
import { CHECKOUT } from "../host/checkout.ts";
import { rowOf, wantedIn } from "./wanted.ts";

const file = join(CHECKOUT, "test/bench/RESULTS.md");

/** A run of some of the files leaves the table as it is: it would lack the others. */
const fewest = 8;

export class Table implements Reporter {
  /** By test: a line may come before the test is said to have begun. */
  readonly #lines = new Map<string, string[]>();

  onUserConsoleLog({ content, taskId = "", type }: UserConsoleLog): void {
    // What a library complains of is no figure; what could not be measured is said.
    if (type === "stderr" && !content.startsWith("SKIPPED")) return;
    const lines = content.split("\n").filter((line) => line.trim() !== "");
    this.#lines.set(taskId, [...(this.#lines.get(taskId) ?? []), ...lines]);
  }

  async onTestRunEnd(modules: readonly TestModule[], _errors: unknown, reason: TestRunEndReason): Promise<void> {
    if (modules.length < fewest || reason !== "passed") return;
    const tests = modules
      .toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
      .flatMap((module) =>
        [...module.children.allTests()].map(({ id, fullName }) => ({ id, name: `${nameOf(module)}: ${fullName}` })),
      );
    const lines = tests.map(({ id, name }) => ({ name, lines: this.#lines.get(id) ?? [] }));
    const wanted = lines.flatMap((test) => test.lines.flatMap((line) => wantedIn(line) ?? []));
    const measured = lines.flatMap((test) =>
      test.lines
        .filter((line) => wantedIn(line) === undefined)
        .map((line, index) => [index === 0 ? test.name : "", line]),
    );
    const tables = [
      table(["what", "wanted", "measured", ""], wanted.map(rowOf)),
      table(["benchmark", "what it printed"], measured),
    ];
    await writeFile(file, [head(), ...tables].join("\n"));
    console.log(`Written to ${file}.`);
  }
}

function nameOf({ moduleId }: TestModule): string {
  return basename(moduleId, ".bench.ts");
}

function head(): string {
  const day = new Date().toISOString().slice(0, 10);
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# What was measured

\`npm run bench\` writes this, on the machine that it runs on: ${day}, ${process.platform} ${process.arch}, ${availableParallelism()} cores, ${memory} GB, Node
${process.version}. Times are of that machine; what holds elsewhere are the ratios, which one run measures side by side.
Real Keras is measured where \`LOSS_LENS_PYTHON\` names a Python that has it, and native Ruff where that Python has it too.
`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |\n`).join("");
}

/** Without what would end a cell. */
function cell(text: string): string {
  return text.trim().replaceAll("|", "\\|");
}
