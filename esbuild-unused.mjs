// Parts of libraries that what uses them asks for and we never need: colours between colours, and how an editor colours Python.
const contents = {
  // Of d3-interpolate, for strings; scales are of numbers here.
  "d3-color":
    "export function color() { return null; } export const rgb = color, cubehelix = color, hsl = color, hcl = color, lab = color;",
  // Of Lezer's grammar: what a highlighter would read of its nodes.
  "@lezer/highlight":
    "export const styleTags = () => () => undefined;" +
    "export const tags = new Proxy(() => tags, { get: () => tags, apply: () => tags });",
};

/** @type {import("esbuild").Plugin} */
export const withoutUnused = {
  name: "without-unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(contents).join("|")})$`) }, ({ path }) => ({
      path,
      namespace: "unused",
    }));
    onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({
      contents: contents[/** @type {keyof typeof contents} */ (path)],
    }));
  },
};
