/**
 * Of one file many questions are asked, and it may be a million characters long: its text crosses the border once, and
 * is called by a number from then on. The asking side says which texts are given up, so that both always know the same.
 */

import type { LossSource, SourceFile } from "../evaluation.ts";
import type { Request } from "../evaluator.ts";

/** A file whose text the other side knows by a number. */
interface NumberedFile {
  readonly path: string;
  readonly text: number;
}

type Numbered<R> = R extends Request
  ? Omit<R, "source"> & {
      readonly source: Omit<LossSource, "file" | "imports"> & {
        readonly file: NumberedFile;
        readonly imports: readonly NumberedFile[];
      };
    }
  : never;

/** A request as it is sent. */
export interface SentRequest {
  readonly request: Numbered<Request>;
  /** Texts that are new, with their numbers. */
  readonly texts: readonly (readonly [number: number, text: string])[];
  /** Texts that are not asked for by their number again. */
  readonly forgotten: readonly number[];
}

/** Characters of texts that the other side keeps, besides those of the request in hand. */
const mostKept = 8_000_000;

/** The sender's side, for one port. */
export function createTextSender(): (request: Request) => SentRequest {
  /** The last used last. */
  const numbers = new Map<string, number>();
  let next = 0;
  let kept = 0;
  return (request) => {
    const texts: [number, string][] = [];
    const used = new Set<string>();
    const numbered = ({ path, text }: SourceFile): NumberedFile => {
      let number = numbers.get(text);
      if (number === undefined) {
        number = next++;
        kept += text.length;
        texts.push([number, text]);
      }
      numbers.delete(text);
      numbers.set(text, number);
      used.add(text);
      return { path, text: number };
    };
    const { source } = request;
    const sent = { ...source, file: numbered(source.file), imports: source.imports.map(numbered) };
    const forgotten: number[] = [];
    for (const [oldest, number] of numbers) {
      if (kept <= mostKept || used.has(oldest)) break;
      numbers.delete(oldest);
      kept -= oldest.length;
      forgotten.push(number);
    }
    return { request: { ...request, source: sent } as Numbered<Request>, texts, forgotten };
  };
}

/** The receiver's side. Throws where a number was never sent: the two sides are of one version, and begin together. */
export function createTextReceiver(): (sent: SentRequest) => Request {
  const known = new Map<number, string>();
  const read = ({ path, text: number }: NumberedFile): SourceFile => {
    const text = known.get(number);
    if (text === undefined) throw new Error(`The text with the number ${number} was not sent.`);
    return { path, text };
  };
  return ({ request, texts, forgotten }) => {
    for (const number of forgotten) known.delete(number);
    for (const [number, text] of texts) known.set(number, text);
    const { source } = request;
    return { ...request, source: { ...source, file: read(source.file), imports: source.imports.map(read) } } as Request;
  };
}
