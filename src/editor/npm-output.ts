/** What npm prints while it installs, read for a person: how far it is, and why it failed. Words are the editor's. */

export type NpmFailure =
  /** A host without an address, or one that did not answer; `line` is what was printed. */
  | { readonly kind: "notFound" | "unreachable"; readonly host: string; readonly line: string }
  /** The line that tells. */
  | { readonly kind: "told"; readonly line: string }
  | { readonly kind: "silent"; readonly code: number | null }
  | { readonly kind: "noNpm" };

export type NpmStep =
  | { readonly kind: "fetching"; readonly name: string }
  | { readonly kind: "installScript" | "downloadingLibrary" | "building" };

/** A failed connection, as Node names it. */
const connection = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)\b/;
/** A certificate that is not trusted: a proxy that looks into the traffic. */
const certificate = /\bcertificate\b/i;
/** What stands on every failure and says nothing about this one. */
const saysNothing =
  /^(?:at |npm (?:ERR!|error)? ?(?:code|path|command|errno|syscall|network This|network In most|network If you|If you are behind|A complete log)\b|Node\.js v|throw er|\^+$|[{}],?$|Emitted 'error')/;

/**
 * Why npm failed, in a line: the host that could not be reached, else the first line that names an error; `code` is
 * what npm ended with.
 */
export function failureIn(lines: readonly string[], code: number | null): NpmFailure {
  const meant = lines.map((line) => line.trim()).filter((line) => line !== "" && !saysNothing.test(line));
  const told =
    meant.find((line) => connection.test(line) && /[\w-]\.[\w-]/.test(line.replace(connection, ""))) ??
    meant.find((line) => certificate.test(line)) ??
    meant.find((line) => /^npm (?:ERR!|error)/.test(line) && withoutMark(line) !== "") ??
    meant.find((line) => /\berror\b/i.test(line)) ??
    meant.at(-1);
  return told === undefined ? { kind: "silent", code } : readFailure(withoutMark(told));
}

/** A line of npm as what is going on; undefined for one that says nothing to a person. */
export function stepIn(line: string): NpmStep | undefined {
  const fetched = /^npm http (?:fetch|cache) (?:GET \d+ )?(\S+)/.exec(line);
  if (fetched) {
    const name = packageIn(fetched[1]!);
    return name === undefined ? undefined : { kind: "fetching", name };
  }
  if (/^\* Downloading libtensorflow/.test(line)) return { kind: "downloadingLibrary" };
  if (/^\* Building TensorFlow Node.js bindings/i.test(line)) return { kind: "building" };
  if (/^> @tensorflow\/tfjs-node@\S+ install/.test(line)) return { kind: "installScript" };
  return undefined;
}

function packageIn(address: string): string | undefined {
  const path = /^(?:@?[^@]+@)?https?:\/\/[^/]+\/(.+)$/.exec(address)?.[1];
  const name = path && /^(@[^/]+(?:%2f|\/)[^/]+|[^/]+)/i.exec(path)?.[1];
  return name?.replace(/%2f/i, "/");
}

function withoutMark(line: string): string {
  return line.replace(/^npm (?:ERR!|error) ?(?:network |notsup )?/, "").trim();
}

/** Node's names for what happens to a connection. */
function readFailure(line: string): NpmFailure {
  const notFound = /\b(?:ENOTFOUND|EAI_AGAIN) (\S+)/.exec(line)?.[1];
  if (notFound !== undefined) return { kind: "notFound", host: notFound, line };
  const refused = /\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (\S+)/.exec(line)?.[1];
  const host = /https?:\/\/([^/\s]+)/.exec(line)?.[1] ?? refused;
  return host !== undefined && connection.test(line) ? { kind: "unreachable", host, line } : { kind: "told", line };
}
