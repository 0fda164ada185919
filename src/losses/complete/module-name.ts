/** How one file of the workspace names another in an import. */

const keywords: ReadonlySet<string> = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

export interface ImportingFile {
  /** `/`-separated, as that of the imported file. */
  readonly path: string;
  /** The folder that is opened. */
  readonly root: string;
  /** Whether an `__init__.py` stands beside it. */
  readonly isInPackage: boolean;
}

/**
 * The dotted name: from its own folder for a script, for Python begins there; else from the folder that is opened, where
 * programs are started. Undefined where Python has no name for the file.
 */
export function moduleNameFor(imported: string, { path, root, isInPackage }: ImportingFile): string | undefined {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const isBelow = !isInPackage && imported.startsWith(`${folder}/`);
  const base = isBelow ? folder : root;
  if (imported === path || !imported.startsWith(`${base}/`)) return undefined;
  const parts = imported
    .slice(base.length + 1)
    .replace(/(?:\/__init__)?\.py$/, "")
    .split("/");
  return parts.every((part) => /^[A-Za-z_]\w*$/.test(part) && !keywords.has(part)) ? parts.join(".") : undefined;
}
