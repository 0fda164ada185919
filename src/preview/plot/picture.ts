/** A drawing that a cursor can walk over. */

import type { Settle } from "./frame.ts";
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

/** What a drag to a pixel sets, of the view's options. */
export type Move = (x: number, y: number) => readonly { readonly id: string; readonly value: number }[];

export interface Picture {
  readonly scene: Scene;
  readonly stops: Stops;
  /** Made when asked for: there may be a million rows. */
  readonly table: Table;
  /** Takes hold of what lies at a pixel; undefined where nothing can be moved. */
  readonly grab?: (x: number, y: number) => Move | undefined;
}

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Whether the losses of a descent, over its steps, are drawn on a logarithmic scale. */
  readonly isLogarithmic?: boolean;
  /** What an axis shows instead of what it would choose: while a slider moves, it stays. */
  readonly settle?: Settle;
}
