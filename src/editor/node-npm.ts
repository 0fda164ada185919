/** Installs an npm package into a folder. Desktop only. */

import { spawn } from "node:child_process";
import { failureIn, type NpmFailure } from "./npm-output.ts";

const isWindows = process.platform === "win32";

/** Why it did not work, "cancelled" where `signal` was aborted; undefined where it did. */
export function installPackage(
  name: string,
  folder: string,
  signal: AbortSignal,
  hear: (line: string) => void,
): Promise<NpmFailure | "cancelled" | undefined> {
  // Scripts in the foreground and each download told: else npm is silent until it has done, and hides why it failed.
  const options = ["--no-audit", "--no-fund", "--foreground-scripts", "--loglevel=http"];
  const child = spawn(isWindows ? "npm.cmd" : "npm", ["install", ...options, name], {
    cwd: folder,
    shell: isWindows,
    // A group of its own, so that cancelling ends what npm has started too.
    detached: !isWindows,
  });
  const lines: string[] = [];
  const listenTo = (stream: NodeJS.ReadableStream) => {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      const parts = `${rest}${chunk}`.split(/\r?\n|\r/);
      rest = parts.pop() ?? "";
      for (const part of parts) take(part);
    });
    stream.on("end", () => take(rest));
  };
  const take = (line: string) => {
    if (line.trim() === "") return;
    // Hundreds of downloads that went well say nothing about a failure.
    if (!/^npm http/.test(line)) lines.push(line);
    hear(line.trim());
  };
  listenTo(child.stdout);
  listenTo(child.stderr);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      if (child.pid !== undefined && !isWindows) process.kill(-child.pid, "SIGTERM");
      else child.kill();
      resolve("cancelled");
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code === "ENOENT" ? { kind: "noNpm" } : { kind: "told", line: error.message });
    });
    child.once("close", (code) => resolve(code === 0 ? undefined : failureIn(lines, code)));
  });
}
