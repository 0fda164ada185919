/** Whether the text of a notebook's cell is Python: `%%time` leaves it so, `%%bash` does not. */
export function readsAsPython(cell: string): boolean {
  const magic = /^\s*%%(\S*)/.exec(cell)?.[1];
  return magic === undefined || pythonMagics.has(magic);
}

const pythonMagics: ReadonlySet<string> = new Set([
  "time",
  "timeit",
  "capture",
  "prun",
  "memit",
  "mprun",
  "python",
  "python3",
  "py",
]);
