/**
 * The source of a notebook's cells, read from its JSON without making anything of the rest: outputs, which may be
 * hundreds of megabytes of pictures, are passed over as text. What is passed over is held to be JSON all the same.
 */

export interface NotebookCell {
  readonly isCode: boolean;
  /** Undefined where the cell has none, or something that is no text. */
  readonly source: string | undefined;
}

export interface NotebookText {
  /** Undefined where the file has none. */
  readonly cells: readonly NotebookCell[] | undefined;
  /** What `metadata` holds; undefined where there is none. */
  readonly metadata: unknown;
}

/** Throws a `SyntaxError` where the text is not JSON. */
export function readNotebookCells(json: string): NotebookText {
  const text = openJson(json);
  let cells: NotebookCell[] | undefined;
  let metadata: unknown;
  const isObject = text.members((name) => {
    if (name === "cells") cells = readCells(text);
    else if (name === "metadata") metadata = text.value();
    else text.skip();
  });
  if (!isObject) text.skip();
  text.end();
  return { cells, metadata };
}

function readCells(text: JsonText): NotebookCell[] | undefined {
  const cells: NotebookCell[] = [];
  const isArray = text.elements(() => {
    let type: unknown;
    let source: unknown;
    const isObject = text.members((name) => {
      if (name === "cell_type") type = text.value();
      else if (name === "source") source = text.value();
      else text.skip();
    });
    if (!isObject) text.skip();
    cells.push({ isCode: type === "code", source: textOf(source) });
  });
  if (isArray) return cells;
  text.skip();
  return undefined;
}

/** A text, or its lines. What else stands there may be lists of any depth. */
function textOf(source: unknown): string | undefined {
  if (Array.isArray(source)) return source.every((line) => typeof line === "string") ? source.join("") : undefined;
  return typeof source === "string" ? source : undefined;
}

/** A place in a JSON text that moves on over what is read. */
interface JsonText {
  /** Over the object that begins here: `read` is to move over each value. False, and no move, where none begins. */
  members(read: (name: string) => void): boolean;
  /** The same over an array. */
  elements(read: () => void): boolean;
  /** The value here. */
  value(): unknown;
  /** Over the value here. */
  skip(): void;
  /** Nothing is to follow. */
  end(): void;
}

const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in a string.
const special = /["\\\u0000-\u001f]/g;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const otherToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function openJson(json: string): JsonText {
  let at = 0;
  blank();

  function wrong(): never {
    throw new SyntaxError(`not JSON at ${at}`);
  }

  function blank(): void {
    space.lastIndex = at;
    space.test(json);
    at = space.lastIndex;
  }

  function take(token: string): boolean {
    if (json[at] !== token) return false;
    at += 1;
    blank();
    return true;
  }

  function passNumberOrWord(): void {
    otherToken.lastIndex = at;
    if (!otherToken.test(json)) wrong();
    at = otherToken.lastIndex;
    blank();
  }

  /** From one special character to the next: an output may be one string of a hundred megabytes. */
  function passString(): void {
    if (json[at] !== '"') wrong();
    for (at += 1; ; at = escaped.lastIndex) {
      special.lastIndex = at;
      const found = special.exec(json);
      if (found === null) wrong();
      at = found.index;
      if (found[0] === '"') break;
      escaped.lastIndex = at;
      if (!escaped.test(json)) wrong();
    }
    at += 1;
    blank();
  }

  function name(): string {
    const start = at;
    passString();
    const read = JSON.parse(json.slice(start, at)) as string;
    if (!take(":")) wrong();
    return read;
  }

  /** By a list of what is open, not by calls: how deep it goes is the file's choice. */
  function skip(): void {
    const open: ("]" | "}")[] = [];
    while (true) {
      if (take("[")) {
        open.push("]");
        if (json[at] !== "]") continue;
      } else if (take("{")) {
        open.push("}");
        if (json[at] !== "}") {
          name();
          continue;
        }
      } else if (json[at] === '"') passString();
      else passNumberOrWord();
      while (open.length > 0 && take(open.at(-1)!)) open.pop();
      if (open.length === 0) return;
      if (!take(",")) wrong();
      if (open.at(-1) === "}") name();
    }
  }

  function each(first: string, last: string, read: () => void): boolean {
    if (!take(first)) return false;
    if (take(last)) return true;
    do read();
    while (take(","));
    if (!take(last)) wrong();
    return true;
  }

  return {
    members: (read) => each("{", "}", () => read(name())),
    elements: (read) => each("[", "]", read),
    value() {
      const start = at;
      skip();
      return JSON.parse(json.slice(start, at));
    },
    skip,
    end() {
      if (at < json.length) wrong();
    },
  };
}
