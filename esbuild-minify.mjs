// What ships, made smaller than esbuild makes it: SWC folds what it can see through, which is a thirtieth of the package.
import { readFile, writeFile } from "node:fs/promises";
import { minify } from "@swc/core";

/**
 * Rewrites a script in place, again and again until it gets no shorter: what one reading folds is only seen through by
 * the next. What it does and what it throws stay as they are.
 * @param {string} file
 */
export async function minifyFurther(file) {
  let code = await readFile(file, "utf8");
  for (let shorter = await minifyOnce(code); shorter.length < code.length; shorter = await minifyOnce(code)) {
    code = shorter;
  }
  await writeFile(file, code);
}

/** @param {string} code */
async function minifyOnce(code) {
  const { code: shorter } = await minify(code, {
    module: false,
    ecma: 2020,
    compress: { ecma: 2020, passes: 2, toplevel: true },
    mangle: { toplevel: true },
    format: { asciiOnly: true },
  });
  return shorter;
}
