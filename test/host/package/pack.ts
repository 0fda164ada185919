// Packs the extension: dist/ as it stands, the texts and the pictures, to loss-lens.vsix or the file that is named.
// The same files give the same bytes, whoever packs them, when and where.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { unzipSync } from "fflate";
import { CHECKOUT } from "../checkout.ts";
import { zipped } from "./zipped.ts";

const file = resolve(CHECKOUT, process.argv[2] ?? "loss-lens.vsix");
const scratch = await mkdtemp(join(tmpdir(), "loss-lens-pack-"));
try {
  const packed = join(scratch, "loss-lens.vsix");
  await createVSIX({
    cwd: CHECKOUT,
    packagePath: packed,
    dependencies: false,
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
  });
  const contents = Object.entries(unzipSync(await readFile(packed))).map(withoutAnimations);
  await writeFile(file, await zipped(contents.sort(([a], [b]) => (a < b ? -1 : 1))));
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** A picture that moves is larger than most others together: it is in the repository's texts, and not in what is packed. */
function withoutAnimations([name, bytes]: [string, Uint8Array]): [string, Uint8Array] {
  if (!/\/readme[^/]*\.md$/i.test(name)) return [name, bytes];
  const text = new TextDecoder().decode(bytes);
  // With the line that leads up to it.
  return [name, new TextEncoder().encode(text.replace(/.+\n\n!\[.*\]\(media\/animation\/.*\)\n\n/g, ""))];
}
