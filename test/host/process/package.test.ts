import { access, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHECKOUT } from "../checkout.ts";
import { findProgram, npm, run } from "../command.ts";

/** A folder into which what `npm pack` gives has been installed, and nothing else. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "loss-lens-package-"));
  // Built already: what ships is what the other suites have looked at.
  await npm(["pack", "--ignore-scripts", "--pack-destination", folder], CHECKOUT);
  // A root of its own: npm would look for one above.
  await writeFile(join(folder, "package.json"), "{}\n");
  await npm(["install", "--omit=optional", "--no-audit", "--no-fund", "--offline", await tarball()], folder);
  await cp(join(CHECKOUT, "media/examples"), join(folder, "examples"), { recursive: true });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function tarball(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(CHECKOUT, "package.json"), "utf8")) as { version: string };
  return join(folder, `loss-lens-${version}.tgz`);
}

/** This one, and the machine's own where it is another. */
async function nodes(): Promise<string[]> {
  const elsewhere = (process.env.PATH ?? "").split(delimiter).filter((each) => !each.includes("node_modules"));
  const before = process.env.PATH;
  process.env.PATH = elsewhere.join(delimiter);
  const own = await findProgram(["node"]);
  process.env.PATH = before;
  return own === undefined ? [process.execPath] : [process.execPath, own];
}

test("brings nothing but the command line and its pages", async () => {
  const installed = join(folder, "node_modules/loss-lens");
  await access(join(installed, "dist/ThirdPartyNotices.txt"));
  await access(join(installed, "src/rules/no-gradient.md"));
  for (const stranger of ["dist/extension.js", "dist/test", "test", "media", "src/rules/no-gradient.ts"])
    await expect(access(join(installed, stranger)), stranger).rejects.toThrow();
});

test("checks, lists, evaluates and draws, on each Node that is here", async () => {
  const bin = join(folder, "node_modules/.bin/loss-lens");
  for (const node of await nodes()) {
    const lens = (...args: string[]) => run(node, [bin, ...args], { cwd: folder });
    await expect(lens("check", "examples/textbook.py")).rejects.toThrow("missing-backend-import");
    expect(await lens("losses", "examples/losses.py")).toContain("focal_loss");
    const answer = JSON.parse(await lens("eval", "examples/losses.py", "huber")) as { gradient: { data: number[] } };
    expect(answer.gradient.data.some((each) => each !== 0)).toBe(true);
    await lens("plot", "examples/losses.py", "focal_loss", "-o", "focal.svg");
    expect(await readFile(join(folder, "focal.svg"), "utf8")).toContain("focal_loss");
    const { version } = JSON.parse(await readFile(join(CHECKOUT, "package.json"), "utf8")) as { version: string };
    expect((await lens("--version")).trim()).toBe(version);
  }
});
