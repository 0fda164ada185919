/**
 * Numbers on their way between the host and the page. What carries them is JSON in places, which
 * turns NaN and the infinities into null; so arrays travel as base64 and single numbers, where they
 * may not be finite, as a number or its name.
 */

import * as z from "zod/mini";

/** Four bytes a number, little-endian, in base64: exact, NaN and the infinities included. */
export function packFloats(values: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i += 1) bytes.setFloat32(i * 4, values[i] ?? Number.NaN, true);
  const parts: string[] = [];
  const chunk = 8192;
  for (let i = 0; i < bytes.byteLength; i += chunk) {
    parts.push(String.fromCharCode(...new Uint8Array(bytes.buffer, i, Math.min(chunk, bytes.byteLength - i))));
  }
  return btoa(parts.join(""));
}

export function unpackFloats(packed: string): Float32Array {
  const text = atob(packed);
  const bytes = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i += 1) bytes.setUint8(i, text.charCodeAt(i));
  const values = new Float32Array(Math.floor(text.length / 4));
  for (let i = 0; i < values.length; i += 1) values[i] = bytes.getFloat32(i * 4, true);
  return values;
}

/** A base64 text on the wire, a `Float32Array` on both sides of it. */
export const Floats = z.codec(
  z.string(),
  z.custom<Float32Array>((value) => value instanceof Float32Array),
  {
    decode: (wire, context) => {
      try {
        return unpackFloats(wire);
      } catch {
        context.issues.push({ code: "custom", input: wire, message: "base64 is expected" });
        return new Float32Array();
      }
    },
    encode: packFloats,
  },
);

/** One number that may be NaN or infinite. */
export const Real = z.codec(
  z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity"])]),
  z.union([z.number(), z.nan(), z.literal(Number.POSITIVE_INFINITY), z.literal(Number.NEGATIVE_INFINITY)]),
  {
    decode: (wire) => Number(wire),
    encode: (value) => (Number.isFinite(value) ? value : (String(value) as "NaN" | "Infinity" | "-Infinity")),
  },
);
