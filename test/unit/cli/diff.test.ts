import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diff } from "../../../src/cli/diff.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const squared =
  "from keras import ops\n\n\ndef squared(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";
const entropy = (clip: string) =>
  `from keras import ops\n\n\ndef entropy(y_true, y_pred):\n    p = ${clip}\n    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)\n`;
const clipped = entropy("ops.clip(y_pred, 1e-7, 1 - 1e-7)");
const bare = entropy("y_pred");

let workspace: Workspace;

function git(...args: string[]): void {
  const settings = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", workspace.path("."), ...settings, ...args], { stdio: "ignore" });
}

async function commit(files: Readonly<Record<string, string>>): Promise<void> {
  await workspace.write(files);
  git("add", "-A");
  git("commit", "-q", "-m", "x");
}

beforeEach(async () => {
  workspace = await makeWorkspace();
  git("init", "-q");
});
afterEach(() => workspace.remove());

interface Reported {
  readonly name: string;
  readonly change: string;
  readonly byImports: boolean;
  readonly worse: boolean;
  readonly before: { path: string; line: number } | null;
  readonly value: { largest: number | string; before: number; after: number } | null;
  readonly facts: readonly { change: string; id: string; before: string | null; after: string | null }[];
  readonly findings: { new: readonly { rule: string }[]; gone: readonly { rule: string }[] };
  readonly picture: string | null;
}

async function compared(...args: string[]): Promise<{ code: number; losses: readonly Reported[] }> {
  const { code, output } = await run(diff, "HEAD", workspace.path("."), "--format", "json", ...args);
  return { code, losses: JSON.parse(output).losses };
}

describe("loss-lens diff", () => {
  test("a loss that lost its clip is worse: the fact, the finding, the numbers; its neighbour has not changed", async () => {
    await commit({ "losses.py": `${clipped}\n\n${squared}` });
    await workspace.write({ "losses.py": `${bare}\n\n${squared}` });
    const { code, losses } = await compared();
    expect(code).toBe(1);
    expect(losses.map(({ name, change, worse }) => ({ name, change, worse }))).toEqual([
      { name: "entropy", change: "changed", worse: true },
    ]);
    const [loss] = losses;
    expect(loss!.facts).toContainEqual(
      expect.objectContaining({ change: "worse", id: "finite", before: "finite", after: expect.stringMatching(/at/) }),
    );
    expect(loss!.findings.new.map(({ rule }) => rule)).toContain("non-finite-value");
    expect(loss!.value).toMatchObject({ largest: "Infinity" });
  });

  test("the other way round it is better, and the exit code is 0", async () => {
    await commit({ "losses.py": bare });
    await workspace.write({ "losses.py": clipped });
    const { code, losses } = await compared();
    expect(code).toBe(0);
    expect(losses[0]!.facts.map(({ change }) => change)).toContain("better");
    expect(losses[0]!.findings.gone.map(({ rule }) => rule)).toContain("non-finite-value");
  });

  test("layout, comments and documentation are no change; another number is", async () => {
    await commit({ "losses.py": squared });
    const laidOut = squared
      .replace("(y_true, y_pred):", "(\n    y_true, y_pred\n):\n    '''Of the distance.'''\n    # squared")
      .replace("ops.square(y_true - y_pred)", "( ops.square( y_true-y_pred ) )");
    await workspace.write({ "losses.py": laidOut });
    expect(await compared()).toEqual({ code: 0, losses: [] });
    await workspace.write({ "losses.py": squared.replace("ops.square(", "3.0 * ops.square(") });
    const [loss] = (await compared()).losses;
    expect(loss!.value!.after / loss!.value!.before).toBeCloseTo(3, 5);
  });

  test("what a loss rests on counts: a constant of its file, and what it imports", async () => {
    const scaled = `from scales import SCALE\n${squared.replace("ops.mean(", "SCALE * ops.mean(")}`;
    await commit({ "losses.py": scaled, "scales.py": "SCALE = 2.0\nOTHER = 1\n" });
    await workspace.write({ "scales.py": "SCALE = 2.0\nOTHER = 2\n" });
    expect((await compared()).losses).toEqual([]);
    await workspace.write({ "scales.py": "SCALE = 4.0\nOTHER = 1\n" });
    const { losses } = await compared();
    expect(losses.map(({ name, byImports }) => ({ name, byImports }))).toEqual([{ name: "squared", byImports: true }]);
    expect(losses[0]!.value!.after / losses[0]!.value!.before).toBeCloseTo(2, 5);
  });

  test("new, gone and moved", async () => {
    await commit({ "losses.py": squared, "old.py": clipped, "gone.py": squared.replace("squared", "left") });
    await rename(workspace.path("old.py"), workspace.path("moved.py"));
    await rm(workspace.path("gone.py"));
    await workspace.write({
      "fresh.py": squared.replace("squared", "fresh"),
      "moved.py": entropy("ops.clip(y_pred, 1e-3, 1 - 1e-3)"),
    });
    const { losses } = await compared();
    const seen = losses.map(({ name, change, before }) => `${name} ${change} ${before?.path.split("/").at(-1) ?? "-"}`);
    expect(seen.toSorted()).toEqual(["entropy changed old.py", "fresh new -", "left gone gone.py"]);
    expect((await run(diff, "HEAD", workspace.path("gone.py"))).output).toContain("left (gone)");
  });

  test("a picture of each, with what it was beside it", async () => {
    await commit({ "losses.py": squared });
    await workspace.write({ "losses.py": squared.replace("ops.square(", "3.0 * ops.square(") });
    const { losses } = await compared("-o", workspace.path("pictures"));
    expect(losses[0]!.picture).toBe(workspace.path("pictures/squared.svg"));
    expect(readFileSync(losses[0]!.picture!, "utf8")).toContain("at HEAD");
    expect(existsSync(workspace.path("pictures/squared-2.svg"))).toBe(false);
  });

  test("in words, and as Markdown in which text of others means itself", async () => {
    await commit({ "losses.py": clipped });
    await workspace.write({ "losses.py": bare });
    const text = await run(diff, "HEAD", workspace.path("losses.py"));
    expect(text.output).toMatch(/losses\.py:4:5: function entropy \(changed\)\n {2}worse: .+ \(was: finite\)\n/);
    expect(text.output).toMatch(/1 changed, 0 new, 0 gone; 1 worse\n$/);
    const markdown = await run(diff, "HEAD", workspace.path("losses.py"), "--format", "markdown");
    expect(markdown.output).toContain("### Losses since `HEAD`");
    expect(markdown.output).toMatch(/\| `entropy` \| `.*losses\.py:4` \| ⚠️ worse \|/);
  });

  test("numbers that differ by rounding are not written twice", async () => {
    await commit({ "losses.py": squared });
    await workspace.write({
      "losses.py": squared.replace("ops.square(y_true - y_pred)", "ops.square(0.3 * (y_true - y_pred)) / 0.09"),
    });
    const { output } = await run(diff, "HEAD", workspace.path("losses.py"));
    const [, shown, by] = /largest difference in value: ([\d.]+), by ([\d.e-]+) at /.exec(output) ?? [];
    expect(Number(by), output).toBeGreaterThan(0);
    expect(Number(by), output).toBeLessThan(1e-5 * Number(shown));
  });

  test("a loss of a notebook", async () => {
    const notebook = (code: string) =>
      JSON.stringify({
        cells: [{ cell_type: "code", metadata: {}, outputs: [], source: code }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      });
    await commit({ "a.ipynb": notebook(squared) });
    await workspace.write({ "a.ipynb": notebook(squared.replace("ops.square(", "3.0 * ops.square(")) });
    expect((await compared()).losses.map(({ name }) => name)).toEqual(["squared"]);
  });

  test("an unknown revision, no repository, and an option in the place of a revision are said in one line", async () => {
    await commit({ "losses.py": squared });
    await expect(run(diff, "nowhere", workspace.path("."))).rejects.toThrow(/^git knows no revision 'nowhere' here$/);
    await expect(run(diff, "HEAD", "/")).rejects.toThrow(/is in no git repository|outside/);
    await expect(run(diff, "--", "--output=x", workspace.path("."))).rejects.toThrow(/no revision/);
    expect(existsSync(workspace.path("x"))).toBe(false);
    await expect(run(diff, "HEAD")).rejects.toThrow(/at least one/);
  });

  test("programs that a repository's settings name are not run", async () => {
    await commit({ "losses.py": squared });
    const marker = workspace.path("ran");
    git("config", "core.fsmonitor", `touch ${marker}`);
    git("config", "filter.x.smudge", `touch ${marker}`);
    git("config", "diff.external", `touch ${marker}`);
    await rm(marker, { force: true });
    await workspace.write({ "losses.py": bare, ".gitattributes": "*.py filter=x diff=x\n" });
    await compared();
    expect(existsSync(marker)).toBe(false);
  });
});
