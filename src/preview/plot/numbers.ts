/** Numbers as people read them, and as a file wants them. */

/** Commas between thousands: `12,345.6`. */
export function separated(text: string): string {
  const [start = "", sign = "", whole = ""] = /^([-−]?)(\d+)/.exec(text) ?? [];
  const rest = text.slice(start.length);
  if (whole === "" || rest.startsWith("e")) return text;
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end));
  return sign + groups.join(",") + rest;
}

/** How many there are of something: `12,400`. */
export function formatCount(count: number): string {
  return separated(String(count));
}

/** Three or so significant digits, with a real minus sign: `0.0864`, `−1.25`, `12,300`, `3.2e−7`. */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text =
    size < 1e-4 || size >= 1e6
      ? value
          .toExponential(digits - 1)
          .replace(/\.?0{1,20}e/, "e")
          .replace("e+", "e")
      : Number(value.toPrecision(digits)).toString();
  return separated(text.replace(/-/g, "−"));
}

/** With trailing zeros, so that a readout does not jump: `0.300`. */
export function formatSteady(value: number, digits = 3): string {
  if (!Number.isFinite(value) || value === 0) return formatNumber(value, digits);
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return formatNumber(value, digits);
  // More digits before the point than are meant would come with an exponent.
  const text = size >= 10 ** digits ? String(Number(value.toPrecision(digits))) : value.toPrecision(digits);
  return separated(text.replace(/-/g, "−"));
}

/** The shortest text that reads back as the same float32: what a CSV file holds. */
export function exactFloat32(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const single = Math.fround(value);
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = single.toPrecision(digits);
    if (Math.fround(Number(text)) === single) return String(Number(text));
  }
  return String(single);
}

/** Ticks of one axis: as many decimals as their step needs, and no more than each needs. */
export function formatTicks(ticks: readonly number[]): string[] {
  const largest = Math.max(...ticks.map(Math.abs), 0);
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : largest;
  if (largest >= 1e6 || (largest > 0 && largest < 1e-3)) return ticks.map((tick) => formatNumber(tick, 3));
  const decimals = step > 0 ? Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9))) : 0;
  const needed = ticks.every((tick) => Math.abs(tick - Number(tick.toFixed(decimals))) < step * 1e-6)
    ? decimals
    : decimals + 1;
  return ticks.map((tick) => {
    const text = tick.toFixed(needed);
    return separated(String(Number(text)).replace(/-/g, "−"));
  });
}
