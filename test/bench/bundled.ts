/** The sources as they ship, in one file: a test runner's modules cost time at each call from one to another. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** The exports of a module beside this one, bundled. */
export async function bundled<Module>(path: string): Promise<Module> {
  const outfile = join(mkdtempSync(join(tmpdir(), "loss-lens-bench-")), "bundle.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, path)],
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "error",
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Module;
}
