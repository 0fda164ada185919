import { expect, test } from "vitest";
import { readsAsPython } from "../../../src/python/cell-magic.ts";

test("a cell is Python unless its magic says otherwise", () => {
  for (const cell of ["x = 1", "%%time\nx = 1", "\n%%capture out\nx", "%matplotlib inline\n", ""]) {
    expect(readsAsPython(cell), cell).toBe(true);
  }
  for (const cell of ["%%bash\nls", "%%html\n<b>", "  %%writefile a.py\nx"])
    expect(readsAsPython(cell), cell).toBe(false);
});
