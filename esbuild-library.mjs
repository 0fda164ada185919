// The floors below the editor and the command line, bundled once for both: dist/library.js. Whoever uses one of their
// modules gets it from there, and the file is read when something in it is first used, not when VS Code starts.
import { dirname, join, relative, resolve, sep } from "node:path";
import { build } from "esbuild";

const source = join(import.meta.dirname, "src");
/** Those that use the library, and what they load it through: a browser can require nothing. */
const users = [
  {
    entry: join(source, "extension.ts"),
    rooms: /^(extension\.ts$|editor\/)/,
    loader: join(source, "editor/library.ts"),
  },
  { entry: join(source, "cli/main.ts"), rooms: /^cli\//, loader: undefined },
];

/** @param {string} path */
const placeOf = (path) => relative(source, path).split(sep).join("/");

/** Which modules the users import from below, and the files that say so; types are no imports. */
async function usedModules() {
  const { metafile } = await build({
    entryPoints: users.map(({ entry }) => entry),
    bundle: true,
    write: false,
    metafile: true,
    outdir: "unused",
    platform: "node",
    packages: "external",
    external: ["vscode"],
    loader: { ".md": "empty" },
    logLevel: "silent",
  });
  const isOwn = (/** @type {string} */ place) => users.some(({ rooms }) => rooms.test(place));
  const own = Object.entries(metafile.inputs).filter(([file]) => isOwn(placeOf(file)));
  const used = own.flatMap(([, { imports }]) =>
    imports.filter(({ external }) => !external).map(({ path }) => placeOf(path)),
  );
  return {
    places: [...new Set(used)].filter((place) => place.endsWith(".ts") && !isOwn(place)).sort(),
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
 * The entry of the library itself: its modules by their places, each evaluated when first used.
 * @type {import("esbuild").Plugin}
 */
export const libraryEntry = {
  name: "library-entry",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^loss-lens:library$/ }, ({ path }) => ({ path, namespace: "library" }));
    onLoad({ filter: /.*/, namespace: "library" }, async () => {
      const { places, files } = await usedModules();
      const contents = places
        .map((place) => `Object.defineProperty(exports, "${place}", { get: () => require("./${place}") });`)
        .join("\n");
      return { contents, resolveDir: source, watchFiles: files };
    });
  },
};

/**
 * In the bundle of a user: modules of the library become objects that look there when asked for what they export.
 * @type {import("esbuild").Plugin}
 */
export const throughLibrary = {
  name: "through-library",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, importer, resolveDir }) => {
      const user = users.find(({ rooms }) => rooms.test(placeOf(importer)));
      const file = join(resolveDir, path);
      if (user === undefined || user.rooms.test(placeOf(file))) return undefined;
      return { path: file, namespace: "through-library", pluginData: user.loader };
    });
    onResolve({ filter: /^\.\/library\.js$/ }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: "through-library" }, async ({ path, pluginData: loader }) => {
      const library = loader === undefined ? `require("./library.js")` : `require(${JSON.stringify(loader)}).library()`;
      const getters = (await exportsOf(path)).map(
        (name) => `get ${name}() { return ${library}[${JSON.stringify(placeOf(path))}].${name}; }`,
      );
      return {
        contents: `module.exports = { __esModule: true, ${getters.join(", ")} };`,
        resolveDir: dirname(path),
        watchFiles: [path],
      };
    });
  },
};
