/** What the grammar found, before it is given a meaning: a plain tree, so that nothing else depends on the parser. */
export interface Piece {
  /** The grammar's name: `CallExpression`, `VariableName`, `(`, `and` … */
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Piece[];
}

/** The type of a piece that stands where the grammar gave up. */
export const errorType = "⚠";

export function holdsErrorPiece(piece: Piece): boolean {
  return piece.children.some((child) => child.type === errorType);
}
