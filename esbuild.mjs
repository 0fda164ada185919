// Builds what ships into dist/, and the suites that run inside VS Code into dist/test/.
//   node esbuild.mjs               for development: readable, with source maps
//   node esbuild.mjs --production  for the package: minified, without
//   node esbuild.mjs --watch       builds again at each change
import fs from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, context } from "esbuild";
import { libraryEntry, throughLibrary } from "./esbuild-library.mjs";
import { minifyFurther } from "./esbuild-minify.mjs";
import { bundledPackages, thirdPartyNotices } from "./esbuild-notices.mjs";
import { fetchOfThePlatform, onlyUsedKernels, tfjsNodeSources, utilOfThePlatform } from "./esbuild-tensorflow.mjs";
import { withoutUnused } from "./esbuild-unused.mjs";

// Not imported by name: where there is none, the import itself would fail, and say nothing that helps.
const { existsSync, globSync, readFileSync } = fs;
if (globSync === undefined) {
  console.error(
    `esbuild.mjs runs on Node 22 or newer, and this is ${process.version}. 'npm run build' runs it on the Node that 'npm ci' brings.`,
  );
  process.exit(1);
}

const isProduction = process.argv.includes("--production");
const isWatching = process.argv.includes("--watch");

/**
 * Mocha's build for browsers exports nothing but puts its functions into the global scope.
 * @type {import("esbuild").Plugin}
 */
const mochaOfTheBrowser = {
  name: "mocha-of-the-browser",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^mocha$/ }, () => ({ path: "mocha", namespace: "global" }));
    onLoad({ filter: /.*/, namespace: "global" }, () => ({ contents: "module.exports = globalThis;" }));
  },
};

/**
 * VS Code's interface as the few names of it that are used: each file that imports all of it would have its own copy
 * of four hundred, which takes longer than all else that the extension does to start.
 * @type {import("esbuild").Plugin}
 */
const namesOfVSCode = {
  name: "names-of-vscode",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === "vscode" ? { path: "vscode", external: true } : { path: "names", namespace: "vscode" },
    );
    onLoad({ filter: /.*/, namespace: "vscode" }, () => {
      const files = ["src/extension.ts", ...globSync("src/editor/**/*.ts")];
      const used = files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bvscode\.(\w+)/g)]);
      const names = [...new Set(used.map(([, name]) => name))].sort();
      return { contents: `export const { ${names.join(", ")} } = require("vscode");`, watchFiles: files };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  target: "es2023",
  loader: { ".md": "text" },
  plugins: [fetchOfThePlatform],
  minify: isProduction,
  legalComments: isProduction ? "none" : "inline",
  sourcemap: isProduction ? false : "linked",
  metafile: isProduction,
  define: { "process.env.NODE_ENV": isProduction ? '"production"' : '"development"' },
  logLevel: "warning",
};

/** @type {import("esbuild").BuildOptions} */
const forNode = {
  ...shared,
  platform: "node",
  format: "cjs",
  // The oldest Node in question: VS Code 1.91's, and what the command line promises.
  target: "node20",
  // TensorFlow.js's own entry for Node is one big file, of which nothing could be left out.
  mainFields: ["module", "main"],
  external: ["vscode", "mocha"],
  // `import.meta` does not exist in CommonJS; these are its counterparts.
  define: { ...shared.define, "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
};

/** @type {import("esbuild").BuildOptions} */
const forBrowser = { ...shared, platform: "browser", format: "iife" };

/**
 * For both: Node's own modules are imported only where there is a Node. VS Code's web host evaluates CommonJS.
 * @type {import("esbuild").BuildOptions}
 */
const forBoth = {
  ...forNode,
  platform: "browser",
  mainFields: ["browser", "module", "main"],
  external: ["vscode", "node:*"],
};

const evaluator = {
  ...forBoth,
  entryPoints: ["src/evaluate/service/worker.ts"],
  plugins: [throughLibrary("evaluator"), fetchOfThePlatform, utilOfThePlatform],
  outfile: "dist/evaluate-worker.js",
};
const tensorFlow = onlyUsedKernels(evaluator);

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...forBoth,
    stdin: { contents: `module.exports = require("loss-lens:library");` },
    plugins: [libraryEntry, withoutUnused],
    outfile: "dist/library.js",
  },
  {
    ...forBoth,
    entryPoints: ["src/extension.ts"],
    plugins: [throughLibrary("editor"), namesOfVSCode],
    outfile: "dist/extension.js",
  },
  { ...evaluator, plugins: tensorFlow.forEvaluator },
  {
    ...forNode,
    stdin: {
      contents: `import "./register_all_kernels"; export { NodeJSKernelBackend } from "./nodejs_kernel_backend";`,
      resolveDir: tfjsNodeSources,
    },
    plugins: tensorFlow.forNative,
    outfile: "dist/tfjs-node.js",
  },
  {
    ...forNode,
    entryPoints: ["src/cli/main.ts"],
    plugins: [throughLibrary("commandLine")],
    outfile: "dist/cli.js",
    banner: { js: "#!/usr/bin/env node" },
  },
  { ...forBrowser, entryPoints: ["src/preview/page.ts"], plugins: [withoutUnused], outfile: "dist/page.js" },
  // Never packaged, so always readable.
  {
    ...forNode,
    ...suitesEntry("test/editor/!(web)*.test.ts", "run-mocha"),
    minify: false,
    outfile: "dist/test/editor.js",
  },
  {
    ...forNode,
    ...suitesEntry("test/bench/in-editor/*.ts", "run-mocha"),
    minify: false,
    outfile: "dist/test/bench.js",
  },
  {
    ...forBrowser,
    ...suitesEntry("test/editor/web*.test.ts", "run-mocha-web"),
    format: "cjs",
    external: ["vscode"],
    plugins: [fetchOfThePlatform, mochaOfTheBrowser],
    minify: false,
    outfile: "dist/test/web.js",
  },
];

const present = bundles.filter(({ entryPoints }) => {
  const entry = Array.isArray(entryPoints) ? entryPoints[0] : undefined;
  const isPresent = typeof entry !== "string" || existsSync(entry);
  if (!isPresent) console.warn(`esbuild: ${entry} is not there yet: its bundle is left out.`);
  return isPresent;
});

const shippedBundles = present.filter(({ outfile = "" }) => !outfile.startsWith("dist/test/"));

if (isWatching) {
  const contexts = await Promise.all(
    present.map((options) => context({ ...options, plugins: [...(options.plugins ?? []), announce(options)] })),
  );
  await Promise.all(contexts.map((each) => each.watch()));
} else {
  if (isProduction) await rm("dist", { recursive: true, force: true }); // Nothing stale goes into a package.
  // One bundle's mistake does not hide another's; esbuild has printed each.
  const outcomes = await Promise.allSettled(present.map((options) => build(options)));
  if (outcomes.some(({ status }) => status === "rejected")) process.exitCode = 1;
  else if (isProduction) {
    await writeNotices(outcomes.map((outcome) => ("value" in outcome ? outcome.value : undefined)));
    for (const { outfile = "" } of shippedBundles) await minifyFurther(outfile);
  }
  if (existsSync("dist/cli.js")) await chmod("dist/cli.js", 0o755);
}

/**
 * What ships says whose work is in it; the suites do not ship.
 * @param {readonly (import("esbuild").BuildResult | undefined)[]} results
 */
async function writeNotices(results) {
  const shipped = present.flatMap((bundle, i) => (shippedBundles.includes(bundle) ? [results[i]] : []));
  const packages = new Set(shipped.flatMap((result) => (result?.metafile ? bundledPackages(result.metafile) : [])));
  await writeFile("dist/ThirdPartyNotices.txt", await thirdPartyNotices([...packages].sort(), import.meta.dirname));
}

/**
 * The module that the extension host loads to test in: it exports `run`, and registers the suites that the pattern
 * names only when the test runner is ready for them.
 * @param {string} pattern
 * @param {string} runner
 * @returns {import("esbuild").BuildOptions}
 */
function suitesEntry(pattern, runner) {
  const suites = globSync(pattern)
    .sort()
    .map((file) => `require(${JSON.stringify(`./${file}`)});`);
  return {
    stdin: {
      contents: `import { runMocha } from "./test/editor/${runner}.ts";
        export const run = () => runMocha(() => { ${suites.join(" ")} });`,
      resolveDir: import.meta.dirname,
    },
  };
}

/**
 * Tells an editor's task when a build begins and ends (see .vscode/tasks.json).
 * @param {import("esbuild").BuildOptions} options
 * @returns {import("esbuild").Plugin}
 */
function announce({ outfile = "" }) {
  return {
    name: "announce",
    setup({ onStart, onEnd }) {
      onStart(() => console.log(`[build] started ${basename(outfile)}`));
      onEnd(async ({ errors }) => {
        if (outfile === "dist/cli.js" && errors.length === 0) await chmod(outfile, 0o755);
        console.log(`[build] finished ${basename(outfile)} with ${errors.length} errors`);
      });
    },
  };
}
