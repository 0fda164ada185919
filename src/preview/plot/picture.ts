/** A drawing that a cursor can walk over. */

import type { Reading } from "./reading.ts";
import type { Scene } from "./scene.ts";
import type { Table } from "./table.ts";

export interface Stop {
  readonly x: number;
  readonly y: number;
  readonly reading: Reading;
}

/** Places of the cursor, in columns and rows; rows count from the top. */
export interface Stops {
  readonly columns: number;
  readonly rows: number;
  /** What the cursor is over, in words: `Cursor over pixels`. */
  readonly label: string;
  /** Undefined where the pixel belongs to none. */
  nearest(x: number, y: number): readonly [number, number] | undefined;
  at(column: number, row: number): Stop | undefined;
}

export interface Picture {
  readonly scene: Scene;
  readonly stops: Stops;
  /** Made when asked for: there may be a million rows. */
  readonly table: Table;
  /** What a drag to a pixel sets; undefined outside of what can be dragged. */
  readonly drag?: (x: number, y: number) => readonly { readonly id: string; readonly value: number }[] | undefined;
}

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Whether the losses of a descent, over its steps, are drawn on a logarithmic scale. */
  readonly isLogarithmic?: boolean;
}
