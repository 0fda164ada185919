/**
 * Runs a script with an interpreter of the person's. Desktop only, in a trusted workspace, when somebody asks for it: nothing
 * else in Loss Lens starts Python.
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type PythonRun =
  | { readonly kind: "answered"; readonly output: string; readonly complaints: string }
  | { readonly kind: "noInterpreter" | "cancelled" | "tooLong" | "tooMuch" };

/** More than any answer, and than anybody reads of what went wrong. */
const mostOutput = 64 * 1024 * 1024;
const mostComplaints = 8_000;
const isWindows = process.platform === "win32";

/** In `folder`, without a shell. Ends what it has started, whatever happens. */
export async function runPython(
  interpreter: string,
  script: string,
  folder: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<PythonRun> {
  const scratch = await mkdtemp(join(tmpdir(), "loss-lens-"));
  try {
    // A file and not standard input: TensorFlow reads a function's source from there.
    const file = join(scratch, "check.py");
    await writeFile(file, script);
    return await run(interpreter, file, folder, milliseconds, signal);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

function run(
  interpreter: string,
  file: string,
  folder: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<PythonRun> {
  const child = spawn(interpreter, ["-B", file], {
    cwd: folder,
    env: { ...process.env, PYTHONIOENCODING: "utf-8" },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    // A group of its own, so that what it has started ends with it.
    detached: !isWindows,
  });
  const end = () => {
    try {
      if (child.pid !== undefined && !isWindows) process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  let output = "";
  let complaints = "";
  return new Promise((resolve) => {
    const close = (result: PythonRun) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      end();
      resolve(result);
    };
    const timer = setTimeout(() => close({ kind: "tooLong" }), milliseconds);
    const cancel = () => close({ kind: "cancelled" });
    if (signal.aborted) return cancel();
    signal.addEventListener("abort", cancel);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.length > mostOutput) close({ kind: "tooMuch" });
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaints = (complaints + text).slice(-mostComplaints);
    });
    child.once("error", () => close({ kind: "noInterpreter" }));
    child.once("close", () => close({ kind: "answered", output, complaints }));
  });
}
