/** How long one call takes, over as many calls as a second holds. */

export interface Latency {
  /** Median and 95th percentile, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly samplesCount: number;
}

const warmUp = 200;
const whole = 1000;
const fewest = 10;

/** Calls again and again, first without looking at the clock's answer, so that the code is compiled; prints the result. */
export async function latencyOf(name: string, call: () => unknown): Promise<Latency> {
  const start = performance.now();
  do await call();
  while (performance.now() - start < warmUp);
  const times: number[] = [];
  const measured = performance.now();
  while (times.length < fewest || performance.now() - measured < whole) {
    const before = performance.now();
    await call();
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  const latency = { p50: at(0.5), p95: at(0.95), samplesCount: times.length };
  console.log(`${name}: median ${shown(latency.p50)}, p95 ${shown(latency.p95)} of ${latency.samplesCount}`);
  return latency;
}

function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 3 : 1)} ms`;
}
