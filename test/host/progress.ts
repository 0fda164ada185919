/** Tells the person what a long step is doing, on standard error, so that standard output stays machine-readable. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/**
 * Runs a step that may take long: says what it is, reminds every 15 seconds that it still goes on,
 * and says how long it took if that was long enough to wonder about.
 */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(`${label} …`);
  const reminder = setInterval(() => say(`  … still at it: ${label} (${seconds(started)} s)`), 15_000);
  try {
    const result = await work();
    if (Date.now() - started > 2_000) say(`  done in ${seconds(started)} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

function seconds(started: number): number {
  return Math.round((Date.now() - started) / 1000);
}
