// What ships, made smaller than esbuild makes it: SWC folds what it can see through, which is a thirtieth of the package.
import { readFile, writeFile } from "node:fs/promises";
import { minify } from "@swc/core";

/**
 * Rewrites a script in place; what it does and what it throws stay as they are.
 * @param {string} file
 */
export async function minifyFurther(file) {
  const { code } = await minify(await readFile(file, "utf8"), {
    module: false,
    ecma: 2020,
    compress: { ecma: 2020, passes: 2, toplevel: true },
    mangle: { toplevel: true },
    format: { asciiOnly: true },
  });
  await writeFile(file, code);
}
