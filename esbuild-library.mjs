// The floors below the editor and the command line, bundled once for all: dist/library.js. Whoever uses one of their
// modules gets it from there, and the file is read when something in it is first used, not when VS Code starts. The
// evaluator takes from there the floors that read Python and know Keras, and what it says to those who ask it; all else
// it brings itself.
import { dirname, join, relative, resolve, sep } from "node:path";
import { build } from "esbuild";

const source = join(import.meta.dirname, "src");
/**
 * Those that use the library: the rooms that their own bundle holds, and how they get at the library. A browser can
 * require nothing, so the editor asks a module of its own; the evaluator reads Python with its first request anyway, and
 * is called too often to ask each time.
 */
const users = {
  editor: {
    entry: join(source, "extension.ts"),
    rooms: /^(extension\.ts$|editor\/)/,
    loader: `require(${JSON.stringify(join(source, "editor/library.ts"))}).library()`,
    isEager: false,
  },
  commandLine: {
    entry: join(source, "cli/main.ts"),
    rooms: /^cli\//,
    loader: `require("./library.js")`,
    isEager: false,
  },
  evaluator: {
    entry: join(source, "evaluate/service/worker.ts"),
    rooms: /^(?!(python|keras|losses)\/|evaluate\/service\/protocol\.ts$)/,
    loader: `require("./library.js")`,
    isEager: true,
  },
};

/** @param {string} path */
const placeOf = (path) => relative(source, path).split(sep).join("/");

/** Which modules the users import from below, and the files that say so; types are no imports. */
async function usedModules() {
  const each = await Promise.all(Object.values(users).map(usedBy));
  return {
    places: [...new Set(each.flatMap(({ places }) => places))].sort(),
    files: [...new Set(each.flatMap(({ files }) => files))],
  };
}

/** @param {(typeof users)[keyof typeof users]} user */
async function usedBy({ entry, rooms }) {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    outdir: "unused",
    platform: "node",
    packages: "external",
    external: ["vscode", "tfjs-node:core"],
    loader: { ".md": "empty" },
    logLevel: "silent",
  });
  const own = Object.entries(metafile.inputs).filter(([file]) => rooms.test(placeOf(file)));
  const used = own.flatMap(([, { imports }]) =>
    imports.filter(({ external }) => !external).map(({ path }) => placeOf(path)),
  );
  return {
    places: used.filter((place) => place.endsWith(".ts") && !rooms.test(place)),
    files: own.map(([file]) => resolve(file)),
  };
}

/** @param {string} file */
async function exportsOf(file) {
  const { metafile } = await build({
    entryPoints: [file],
    format: "esm",
    write: false,
    metafile: true,
    outdir: "unused",
    logLevel: "silent",
  });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

/**
 * What reads a module when it is first asked for, and only then: each `require` of a bundled module makes another copy of
 * all that it exports.
 */
const offer = `
function offer(place, read) {
  Object.defineProperty(exports, place, {
    configurable: true,
    get() {
      const value = read();
      Object.defineProperty(exports, place, { value });
      return value;
    },
  });
}`;

/**
 * The entry of the library itself: its modules by their places, each evaluated when first used.
 * @type {import("esbuild").Plugin}
 */
export const libraryEntry = {
  name: "library-entry",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^loss-lens:library$/ }, ({ path }) => ({ path, namespace: "library" }));
    onLoad({ filter: /.*/, namespace: "library" }, async () => {
      const { places, files } = await usedModules();
      const contents = places.map((place) => `offer("${place}", () => require("./${place}"));`).join("\n");
      return { contents: `${offer}\n${contents}`, resolveDir: source, watchFiles: files };
    });
  },
};

/**
 * In the bundle of a user: modules of the library become objects that look there when asked for what they export, or the
 * library's own at once.
 * @param {keyof typeof users} name
 * @returns {import("esbuild").Plugin}
 */
export function throughLibrary(name) {
  const { rooms, loader, isEager } = users[name];
  return {
    name: "through-library",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, importer, resolveDir }) => {
        const file = join(resolveDir, path);
        if (!rooms.test(placeOf(importer)) || rooms.test(placeOf(file))) return undefined;
        return { path: file, namespace: "through-library" };
      });
      onResolve({ filter: /^\.\/library\.js$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: "through-library" }, async ({ path }) => {
        const module = `${loader}[${JSON.stringify(placeOf(path))}]`;
        const getters = async () =>
          (await exportsOf(path))
            .map((exported) => `get ${exported}() { return (found ??= ${module}).${exported}; }`)
            .join(", ");
        return {
          contents: isEager
            ? `module.exports = ${module};`
            : `let found; module.exports = { __esModule: true, ${await getters()} };`,
          resolveDir: dirname(path),
          watchFiles: [path],
        };
      });
    },
  };
}
