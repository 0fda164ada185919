/** Where the usual parameters of losses make sense, and what they are mostly set to. */

export interface ParameterRange {
  readonly min: number;
  readonly max: number;
  /** 0 for a continuous one. */
  readonly step: number;
  readonly scale: "linear" | "log";
}

interface Usual {
  readonly name: RegExp;
  readonly range: ParameterRange;
  /** What a loss starts with where its code gives no value. */
  readonly start: number;
}

const unit: ParameterRange = { min: 0, max: 1, step: 0.01, scale: "linear" };

/** What the field calls these parameters. The first that fits says. */
const usual: readonly Usual[] = [
  { name: /^(eps|epsilon|tiny)$/, range: { min: 1e-9, max: 100, step: 0, scale: "log" }, start: 1e-7 },
  { name: /^(smooth|smoothing_factor)$/, range: { min: 1e-9, max: 100, step: 0, scale: "log" }, start: 1 },
  { name: /gamma|focus/, range: { min: 0, max: 5, step: 0.1, scale: "linear" }, start: 2 },
  { name: /alpha/, range: unit, start: 0.25 },
  { name: /label_smoothing|smoothing/, range: unit, start: 0.1 },
  { name: /beta|quantile|^q$|tau|rho|momentum|dropout|threshold|pos_ratio|^pi$/, range: unit, start: 0.5 },
  { name: /margin/, range: { min: 0, max: 3, step: 0.05, scale: "linear" }, start: 1 },
  {
    name: /delta|sigma|scale|temperature|bandwidth/,
    range: { min: 0.01, max: 10, step: 0.01, scale: "linear" },
    start: 1,
  },
  { name: /weight|lambda|lam\b|coef/, range: { min: 0, max: 10, step: 0.1, scale: "linear" }, start: 1 },
  { name: /^p$|power|order/, range: { min: 0.5, max: 5, step: 0.1, scale: "linear" }, start: 2 },
];

/** How far a slider for the parameter goes. `initial`, its value in the code, is always on it. */
export function rangeOf(name: string, initial: number, isInteger: boolean): ParameterRange {
  const named = usual.find((each) => each.name.test(name.toLowerCase()))?.range;
  if (named !== undefined && !(named.scale === "log" && initial <= 0))
    return { ...named, min: Math.min(named.min, initial), max: Math.max(named.max, initial) };
  if (isInteger) {
    const reach = Math.max(5, Math.abs(initial) * 2);
    return { min: initial < 0 ? -reach : 0, max: reach, step: 1, scale: "linear" };
  }
  const reach = initial === 0 ? 1 : Math.abs(initial) * 4;
  return { min: initial < 0 ? -reach : 0, max: reach, step: 0, scale: "linear" };
}

/** What to begin with where the code gives the parameter no value: an assumption, and to be shown as one. */
export function usualStart(name: string): number | bigint | boolean {
  const lower = name.toLowerCase();
  // How many classes, bins, intervals: a whole number.
  if (/^(?:n|num|nb|number_of)_[a-z_]+$|^(?:nclasses|classes|bins|k)$|_(?:size|count|length|dim)$/.test(lower))
    return 3n;
  if (/^axis$/.test(lower)) return -1n;
  if (/^(?:from_logits|use_|is_|with_|has_|sparse|normali[sz]e|apply_)/.test(lower)) return false;
  return usual.find((each) => each.name.test(lower))?.start ?? 1;
}
