/** Still WebP pictures, each of a part of the same canvas, joined into one that moves. */

export interface AnimationFrame {
  /** Where it lies on the canvas; both are even, since the format counts in twos. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly milliseconds: number;
  /** A still picture without transparency, as an encoder gives it. */
  readonly webp: Uint8Array;
}

/**
 * The container of RFC 9649: each frame is drawn over those before it and stays. Played again and again.
 * Throws a `RangeError` for a frame whose place the format cannot hold.
 */
export function animatedWebP(width: number, height: number, frames: readonly AnimationFrame[]): Uint8Array {
  const isAnimated = 0b10;
  const header = chunk("VP8X", [Uint8Array.of(isAnimated, 0, 0, 0), uint24(width - 1), uint24(height - 1)]);
  // On nothing, without end.
  const animation = chunk("ANIM", [new Uint8Array(4), new Uint8Array(2)]);
  const body = joined([text("WEBP"), header, animation, ...frames.map(frameChunk)]);
  return joined([text("RIFF"), uint32(body.length), body]);
}

function frameChunk({ x, y, width, height, milliseconds, webp }: AnimationFrame): Uint8Array {
  if (x % 2 !== 0 || y % 2 !== 0) throw new RangeError(`A frame lies at even places, and this one at ${x}, ${y}.`);
  const doNotBlend = 0b10;
  const place = [x / 2, y / 2, width - 1, height - 1, milliseconds].map(uint24);
  return chunk("ANMF", [...place, Uint8Array.of(doNotBlend), imageIn(webp)]);
}

/** The chunk that holds the picture itself, lossy or lossless. */
function imageIn(webp: Uint8Array): Uint8Array {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  for (let at = 12; at + 8 <= webp.length; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (/^VP8[ L]$/.test(new TextDecoder("latin1").decode(webp.subarray(at, at + 4)))) return webp.subarray(at, end);
    at = end;
  }
  throw new RangeError("There is no picture in it.");
}

/** Chunks begin at even places. */
function chunk(name: string, parts: readonly Uint8Array[]): Uint8Array {
  const content = joined(parts);
  return joined([text(name), uint32(content.length), content, new Uint8Array(content.length % 2)]);
}

function uint24(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24);
}

const text = (letters: string): Uint8Array => new TextEncoder().encode(letters);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
