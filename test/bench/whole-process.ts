/** Runs a program and says what it took: by the clock, of the processors, and of memory. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Taken {
  readonly milliseconds: number;
  /** Of all its threads; not those of programs that it starts. Undefined where the system does not say it while a program runs. */
  readonly cpu: number | undefined;
  /** The most that it held, in megabytes. */
  readonly peak: number | undefined;
  readonly output: string;
}

/** Linux counts processor time in these. */
const ticksPerSecond = 100;

/** `isAsExpected` says which exit codes are no failure: those that check exit with 1 for what they find. */
export async function runWhole(
  command: string,
  args: readonly string[],
  {
    cwd,
    isAsExpected = (code: number | null) => code === 0,
  }: { cwd?: string; isAsExpected?: (code: number | null) => boolean } = {},
): Promise<Taken> {
  const start = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  let complaints = "";
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk;
  });
  let seen: { cpu: number; peak: number } | undefined;
  const watch = setInterval(() => {
    seen = child.pid === undefined ? seen : (lookAt(child.pid) ?? seen);
  }, 5);
  const code = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  clearInterval(watch);
  const milliseconds = performance.now() - start;
  if (!isAsExpected(code)) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${complaints}`);
  return { milliseconds, cpu: seen?.cpu, peak: seen?.peak, output: Buffer.concat(chunks).toString("utf8") };
}

/** What a running process has taken so far; undefined where it has ended, or where there is no such place to look. */
function lookAt(pid: number): { cpu: number; peak: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in parentheses, may hold anything; the times are the 12th and 13th after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return peak === undefined ? undefined : { cpu: (1000 * ticks) / ticksPerSecond, peak: Number(peak) / 1000 };
  } catch {
    return undefined;
  }
}

/** The middle one of some runs, by the clock. */
export async function medianOf(rounds: number, run: () => Promise<Taken>): Promise<Taken> {
  const runs: Taken[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await run());
  return runs.sort((a, b) => a.milliseconds - b.milliseconds)[rounds >> 1]!;
}

export function inWords({ milliseconds, cpu, peak }: Taken): string {
  const more =
    cpu === undefined || peak === undefined ? "" : `, ${cpu.toFixed(0)} ms of processors, ${peak.toFixed(0)} MB`;
  return `${milliseconds.toFixed(0)} ms${more}`;
}
