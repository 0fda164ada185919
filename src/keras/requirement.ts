/** A version requirement as pip, Poetry and conda write it, read as far as telling major versions apart needs. */

/** Half-open; `undefined` is no bound. */
export interface VersionSpan {
  readonly from: readonly number[] | undefined;
  readonly to: readonly number[] | undefined;
}

/** `==3.15`, `>=2.4,<3`, `~=2.1`, `^2.3`, `2.*`, `=2.15` as a span; undefined where nothing is said or it is not understood. */
export function readSpecifier(text: string): VersionSpan | undefined {
  let from: readonly number[] | undefined;
  let to: readonly number[] | undefined;
  let isBound = false;
  for (const clause of text.split(",")) {
    const match = /^(===|==|~=|!=|>=|<=|>|<|=|\^|~)?\s*v?(\d+(?:\.\d+)*)(\.\*)?/.exec(clause.trim());
    if (!match || !/^[\w.+-]*$/.test(clause.trim().slice(match[0].length))) {
      if (clause.trim() === "" || clause.trim() === "*") continue;
      return undefined;
    }
    const operator = match[1] ?? (match[3] ? "==" : "");
    const version = match[2]!.split(".").map(Number);
    isBound = true;
    switch (operator) {
      case "":
      case "=":
      case "==":
      case "===":
        from = later(from, version);
        to = earlier(to, match[3] || operator === "=" ? next(version) : next(version));
        break;
      case "~=":
        from = later(from, version);
        to = earlier(to, next(version.length > 1 ? version.slice(0, -1) : version));
        break;
      case "~":
        from = later(from, version);
        to = earlier(to, next(version.slice(0, 2)));
        break;
      case "^":
        from = later(from, version);
        to = earlier(to, next(version.slice(0, version[0] === 0 ? 2 : 1)));
        break;
      case ">=":
      case ">":
        from = later(from, version);
        break;
      case "<":
        to = earlier(to, version);
        break;
      case "<=":
        to = earlier(to, next(version));
        break;
      default:
        break;
    }
  }
  return isBound ? { from, to } : undefined;
}

/** The first version after all that begin with `version`. */
function next(version: readonly number[]): number[] {
  return [...version.slice(0, -1), version[version.length - 1]! + 1];
}

function later(a: readonly number[] | undefined, b: readonly number[]): readonly number[] {
  return a && compareVersions(a, b) > 0 ? a : b;
}

function earlier(a: readonly number[] | undefined, b: readonly number[]): readonly number[] {
  return a && compareVersions(a, b) < 0 ? a : b;
}

/** Negative, zero or positive; missing parts count as 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether any version of `[from, to)` lies in the span. */
export function overlaps(span: VersionSpan, from: readonly number[], to: readonly number[] | undefined): boolean {
  if (span.to && compareVersions(span.to, from) <= 0) return false;
  return !(to && span.from && compareVersions(span.from, to) >= 0);
}
