/** A drawing as plain data. The page, an SVG file and a canvas all draw the same one. */

import type { PlacedBlame } from "../plot-data.ts";

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a colour means; a theme says which colour that is. */
export type Role =
  | "series0"
  | "series1"
  | "series2"
  | "series3"
  | "series4"
  | "text"
  | "dim"
  | "grid"
  | "axis"
  | "background"
  | "warn"
  | "ok"
  | "accent";

export type Theme = Readonly<Record<Role, string>> & { readonly font: string };

export type Item =
  | {
      readonly kind: "line";
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly role: Role;
      readonly width: number;
      readonly dash?: string;
    }
  | {
      readonly kind: "path";
      readonly d: string;
      readonly role: Role;
      readonly paint: "stroke" | "fill";
      readonly width?: number;
      readonly dash?: string;
      readonly opacity?: number;
    }
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly role: Role;
      readonly anchor: "start" | "middle" | "end";
      readonly size: number;
      readonly isBold?: boolean;
      /** Drawn over a line of the background's colour, for text on a busy ground. */
      readonly hasHalo?: boolean;
    }
  | {
      readonly kind: "circle";
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly role: Role;
      readonly isHollow: boolean;
    }
  | {
      readonly kind: "rectangle";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly role: Role;
      readonly paint: "stroke" | "fill";
      readonly opacity?: number;
      readonly dash?: string;
    }
  | {
      /** A region without a finite value. */
      readonly kind: "hatch";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** What it consists of where it is no rectangle itself. */
      readonly parts?: readonly Rectangle[];
      /** False where another hatching already covers it. */
      readonly isPainted?: boolean;
      readonly title: string;
      readonly blame: PlacedBlame | null;
      /** The curve that it is a region of, where a picture has curves. */
      readonly curve?: string;
    }
  | {
      /** A heat map: one colour a cell, rows from the top. `pixels` holds RGBA. */
      readonly kind: "raster";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly columns: number;
      readonly rows: number;
      readonly pixels: Uint8ClampedArray;
      /** What of it is seen, as a path; all of it without one. */
      readonly clip?: string;
    };

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Names the picture. */
  readonly title: string;
  /** Tells what it shows to whoever cannot see it. */
  readonly description: string;
  readonly items: readonly Item[];
}

const SERIES: readonly Role[] = ["series0", "series1", "series2", "series3", "series4"];

/** The hue of the n-th target. */
export function seriesRole(index: number): Role {
  return SERIES[index % SERIES.length] ?? "series0";
}

/** About how wide a text will be, in a system font; a picture that nobody measures has nothing better. */
export function textWidth(text: string, size: number, isBold = false): number {
  let units = 0;
  for (const character of text) {
    if (/[iljtfr.,:;'|!() ]/.test(character)) units += 0.36;
    else if (/[mwMW@%…±]/.test(character)) units += 0.9;
    else if (/[A-Z_=−+<>]/.test(character)) units += 0.68;
    else if ((character.codePointAt(0) ?? 0) > 0x2e80) units += 1;
    else units += 0.57;
  }
  return units * size * (isBold ? 1.13 : 1);
}

/** A text cut to a width, with an ellipsis. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
  if (textWidth(text, size, isBold) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("")}…`, size, isBold) > width) characters.pop();
  return `${characters.join("")}…`;
}
