// TensorFlow.js as the evaluator needs it: bundled without what nothing here calls, for Node and browsers alike, and with
// the sources of its native backend.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * TensorFlow.js wants `node-fetch` only to load models over the network, which nothing here does;
 * the platform's own `fetch` in its place saves 310 KB.
 * @type {import("esbuild").Plugin}
 */
export const fetchOfThePlatform = {
  name: "fetch-of-the-platform",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node-fetch$/ }, () => ({ path: "node-fetch", namespace: "platform" }));
    onLoad({ filter: /.*/, namespace: "platform" }, () => ({
      contents: "module.exports = (...args) => globalThis.fetch(...args);",
    }));
  },
};

/**
 * TensorFlow.js's core asks Node's `util` for text coders and type tests, which every platform has: with these, one
 * bundle runs in Node and in browsers.
 * @type {import("esbuild").Plugin}
 */
export const utilOfThePlatform = {
  name: "util-of-the-platform",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^util$/ }, ({ importer }) =>
      /tfjs-core/.test(importer) ? { path: "util", namespace: "util" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "util" }, () => ({
      contents: `module.exports = { TextEncoder, TextDecoder, types: Object.fromEntries(
        [Float32Array, Int32Array, Uint8Array, Uint8ClampedArray].map((type) => ["is" + type.name, (x) => x instanceof type])) };`,
    }));
  },
};

export const tfjsNodeSources = "node_modules/@tensorflow/tfjs-node/src";
const namedImports = /import\s*(?:type\s*)?\{([^}]*)\}\s*from\s*['"]@tensorflow\/tfjs(?:-core)?['"]/g;

/**
 * What files of @tensorflow/tfjs-node take from the core, as names that exist at run time or are types.
 * @param {readonly string[]} files
 */
function namesFromCore(files) {
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const named = texts.flatMap((text) => [...text.matchAll(namedImports)].flatMap(([, names = ""]) => names.split(",")));
  const members = texts.flatMap((text) => [...text.matchAll(/\btf\.(\w+)/g)].map(([, name = ""]) => name));
  return [...new Set([...named.map((name) => name.trim().split(/\s+as\s+/)[0] ?? ""), ...members])]
    .filter((name) => name !== "")
    .sort();
}

/**
 * The imports in a list of kernels, of those whose kernel is among `called`.
 * @param {string} list The file that registers all kernels.
 * @param {ReadonlySet<string>} called
 */
function usedKernels(list, called) {
  const folder = join(list, "..");
  const used = [...readFileSync(list, "utf8").matchAll(registeredKernel)].flatMap(([, config = "", file = ""]) => {
    const path = [".js", ".ts"].map((ending) => join(folder, `${file}${ending}`)).find((each) => existsSync(each));
    const [, kernel = ""] = /kernelName: '?(\w+)/.exec(readFileSync(path ?? "", "utf8")) ?? [];
    return called.has(kernel) ? [{ config, file, path: path ?? "" }] : [];
  });
  if (used.length === 0) throw new Error(`${list} is not written as it was: no kernel is found in it.`);
  const imports = used.map(({ config, file }) => `import { ${config} } from "${file}";`);
  const configs = used.map(({ config }) => config).join(", ");
  return {
    files: used.map(({ path }) => path),
    contents: `import { registerKernel } from "@tensorflow/tfjs-core";
      ${imports.join("\n")}
      for (const config of [${configs}]) registerKernel(config);`,
  };
}

const kernelNames = /import\s*\{([^}]*)\}\s*from\s*["'](?:\.\.?\/)*kernel_names["']/g;
const quotedName = /(["'])(\w+)\1/g;
const registeredKernel = /import \{ ?(\w+) ?\} from '(\.\/kernels\/\w+)';/g;
const listOfNative = join(import.meta.dirname, tfjsNodeSources, "register_all_kernels.ts");

/**
 * TensorFlow.js's entries do more than they export: its core registers optimizers and ways to load and save models, its
 * backends 180 kernels. Here the core registers nothing that nothing asks for, and each backend those kernels that
 * an operation calls which the evaluator has.
 * @param {import("esbuild").BuildOptions} evaluator Its bundle without this.
 */
export function onlyUsedKernels(evaluator) {
  /** @type {ReturnType<typeof usedKernels> | undefined} */
  let native;
  const nativeKernels = async () => {
    native ??= usedKernels(listOfNative, await calledKernels({ ...evaluator, plugins: [...plugins(), withoutNative] }));
    return native;
  };
  const plugins = () => evaluator.plugins ?? [];

  /**
   * In the evaluator's bundle: the part of the core that native TensorFlow's kernels need, as one object.
   * @type {import("esbuild").Plugin}
   */
  const coreForTfjsNode = {
    name: "core-for-tfjs-node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^tfjs-node:core$/ }, ({ path }) => ({ path, namespace: "tfjs-node-core" }));
      onLoad({ filter: /.*/, namespace: "tfjs-node-core" }, async () => {
        // Types are among the names; only what the core exports at run time can be handed over.
        const core = await import("@tensorflow/tfjs-core");
        const backend = ["nodejs_kernel_backend", "int64_tensors"].map((file) => `${tfjsNodeSources}/${file}.ts`);
        const { files } = await nativeKernels();
        const names = [...namesFromCore([...backend, ...files]), "registerKernel"].filter((name) => name in core);
        return {
          contents: `import { ${names.join(", ")} } from "@tensorflow/tfjs-core"; export const coreOfTfjsNode = { ${names.join(", ")} };`,
          resolveDir: import.meta.dirname,
        };
      });
    },
  };

  /** @type {import("esbuild").Plugin} */
  const kernelsOfCpu = {
    name: "only-used-kernels",
    setup({ onLoad, onResolve }) {
      quietCore({ onLoad, onResolve });
      onLoad({ filter: listOfCpu }, async ({ path }) => {
        const called = await calledKernels({ ...evaluator, plugins: [...plugins(), coreForTfjsNode] });
        return { contents: usedKernels(path, called).contents, resolveDir: join(path, "..") };
      });
    },
  };

  /**
   * The published JavaScript of @tensorflow/tfjs-node breaks on Node 23 and later, so its sources are bundled: on the
   * core that the evaluator hands over, and with what Node has removed from `util`.
   * @type {import("esbuild").Plugin}
   */
  const sourcesOfTfjsNode = {
    name: "sources-of-tfjs-node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(@tensorflow\/tfjs(-core)?|util|\.\/proto\/api_pb)$/ }, ({ path }) => ({
        path,
        namespace: "tfjs-node",
      }));
      onLoad({ filter: /tfjs-node[\\/]src[\\/]register_all_kernels\.ts$/ }, async ({ path }) => ({
        contents: (await nativeKernels()).contents,
        resolveDir: join(path, ".."),
      }));
      onLoad({ filter: /^@tensorflow/, namespace: "tfjs-node" }, () => ({
        contents: "module.exports = globalThis.coreOfTfjsNode;",
      }));
      onLoad({ filter: /^util$/, namespace: "tfjs-node" }, () => ({
        contents: `export const isArray = Array.isArray;
          export const isNullOrUndefined = (value) => value === null || value === undefined;`,
      }));
      // Protocol buffers of summaries for TensorBoard, which nothing here writes.
      onLoad({ filter: /api_pb$/, namespace: "tfjs-node" }, () => ({ contents: "module.exports = {};" }));
    },
  };
  return { forEvaluator: [...plugins(), coreForTfjsNode, kernelsOfCpu], forNative: [sourcesOfTfjsNode] };
}

const listOfCpu = /tfjs-backend-cpu[\\/]dist[\\/]register_all_kernels\.js$/;

/** @type {import("esbuild").Plugin} */
const withoutNative = {
  name: "without-native",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^tfjs-node:core$/ }, ({ path }) => ({ path, namespace: "nothing" }));
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export const coreOfTfjsNode = {};" }));
  },
};

/**
 * The core without its optimizers, and without what is there for models on disk and in the network.
 * @param {Pick<import("esbuild").PluginBuild, "onLoad" | "onResolve">} build
 */
function quietCore({ onLoad, onResolve }) {
  onLoad({ filter: /tfjs-core[\\/]dist[\\/]index\.js$/ }, ({ path }) => ({
    contents: `import "./base_side_effects"; export * from "./base";`,
    resolveDir: join(path, ".."),
  }));
  onResolve({ filter: /^\.\.?\/(io\/)?\w+$/ }, ({ path, resolveDir }) =>
    /tfjs-core[\\/]dist([\\/]io)?$/.test(resolveDir) && /[\\/]io([\\/]|$)/.test(join(resolveDir, path))
      ? { path: `${join(resolveDir, path)}.js`, sideEffects: false }
      : undefined,
  );
}

/**
 * The names, as the core's `kernel_names` has them, of the kernels that are called by what is in a bundle.
 * @param {import("esbuild").BuildOptions} options
 */
async function calledKernels(options) {
  const { metafile } = await build({
    ...options,
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [
      ...(options.plugins ?? []),
      {
        name: "no-kernels",
        setup({ onLoad, onResolve }) {
          quietCore({ onLoad, onResolve });
          onLoad({ filter: listOfCpu }, () => ({ contents: "" }));
        },
      },
    ],
  });
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const inCore = files.filter((file) => /tfjs-core[\\/]dist/.test(file) && !file.includes("kernel_names"));
  // Most operations import the name of their kernel, some write it out.
  const named = inCore.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const imported = [...text.matchAll(kernelNames)].flatMap(([, names = ""]) => names.split(","));
    return [...imported.map((name) => name.trim()), ...[...text.matchAll(quotedName)].map(([, , name = ""]) => name)];
  });
  return new Set(named);
}
