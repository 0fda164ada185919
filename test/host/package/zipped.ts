import { promisify } from "node:util";
import { deflate } from "@gfx/zopfli";
import { Zip, ZipPassThrough } from "fflate";

/** The earliest that the format knows; fflate writes it as local time, and it is made as local time. */
const SOME_DAY = new Date(1980, 0, 1);
/** More of them gain a thousandth each. */
const ITERATIONS = 5;

const deflated = promisify<Uint8Array, { numiterations: number }, Uint8Array>(deflate);

/**
 * An archive of files that depends on their names and contents alone: neither on a clock nor on the compressor that a
 * Node happens to bring. It is as small as the format allows, which costs some seconds.
 */
export async function zipped(files: readonly (readonly [name: string, content: Uint8Array])[]): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(new Uint8Array(chunk));
  });
  for (const [name, content] of files) {
    const small = await deflated(content, { numiterations: ITERATIONS });
    const file = small.length < content.length ? new Deflated(name, small) : new ZipPassThrough(name);
    file.mtime = SOME_DAY;
    archive.add(file);
    file.push(content, true);
  }
  archive.end();
  return Buffer.concat(chunks);
}

/** What stands in the archive for a content that has been compressed already; size and checksum are the content's. */
class Deflated extends ZipPassThrough {
  override compression = 8;
  private readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(name: string, bytes: Uint8Array) {
    super(name);
    this.bytes = new Uint8Array(bytes);
  }

  protected override process(): void {
    this.ondata(null, this.bytes, true);
  }
}
