/** A loss as someone names it on the command line: `NAME`, or `NAME:LINE` where a file defines the name again and again. */

import type { LossDefinition } from "../losses/loss.ts";
import { definitionsOf, findReferred, type LossInModule, referenceTo } from "../losses/loss-reference.ts";
import type { LoadedFile } from "./loss-files.ts";
import { cellNumber, type Positions, positionsOf, type Span } from "./positions.ts";

export interface NamedLoss {
  readonly reference: LossInModule;
  /** Undefined where the file has no loss of that name. */
  readonly loss: LossDefinition | undefined;
}

/** By the line where the loss has its name, as `losses` prints it; in a notebook `NAME:LINE` or `NAME:CELL:LINE`, cells counted from 1. */
export function findNamed(file: LoadedFile, text: string): NamedLoss {
  const { losses } = file;
  const byName = findReferred(losses, { name: text, definition: null });
  if (byName !== undefined) return { reference: { name: text, definition: null }, loss: byName };
  const [, name, cell, line] = /^(.+?)(?::(\d+))?:(\d+)$/.exec(text) ?? [];
  if (name === undefined) return { reference: { name: text, definition: null }, loss: undefined };
  const positions = positionsOf(file.source);
  const isInCell = (span: Span): boolean =>
    cell === undefined || (span.cell !== undefined && cellNumber(span.cell) === Number(cell));
  const isThere = (span: Span): boolean => span.line === Number(line) && isInCell(span);
  const isAround = (span: Span): boolean => span.line <= Number(line) && Number(line) <= span.endLine && isInCell(span);
  const named = definitionsOf(losses, name);
  const loss =
    named.findLast(({ nameRange }) => isThere(positions.spanOf(nameRange))) ??
    // A decorator's line, or one of the body.
    named.findLast(({ range }) => isAround(positions.spanOf(range)));
  return { reference: loss ? referenceTo(file.source.path, loss, losses) : { name: text, definition: null }, loss };
}

/** What is said where the file has no such loss. */
export function unknownLoss({ source, losses }: LoadedFile, name: string): string {
  const positions = positionsOf(source);
  const names = losses.map((loss) =>
    definitionsOf(losses, loss.name).length < 2 ? loss.name : `${loss.name}:${placeOf(loss, positions)}`,
  );
  const others = names.length === 0 ? "it has no losses" : `its losses: ${names.join(", ")}`;
  return `${source.path} has no loss named '${name}'; ${others}`;
}

function placeOf({ nameRange }: LossDefinition, positions: Positions): string {
  const { cell, line } = positions.spanOf(nameRange);
  return cell === undefined ? `${line}` : `${cellNumber(cell)}:${line}`;
}
