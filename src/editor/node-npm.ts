/** Installs an npm package into a folder. Desktop only. */

import { spawn } from "node:child_process";

const isWindows = process.platform === "win32";

/** Why it did not work, in a line, "cancelled" where `signal` was aborted; undefined where it did. */
export function installPackage(
  name: string,
  folder: string,
  signal: AbortSignal,
  hear: (line: string) => void,
): Promise<string | undefined> {
  const child = spawn(isWindows ? "npm.cmd" : "npm", ["install", "--no-audit", "--no-fund", name], {
    cwd: folder,
    shell: isWindows,
    // A group of its own, so that cancelling ends what npm has started too.
    detached: !isWindows,
  });
  const lines: string[] = [];
  const listen = (chunk: Buffer) => {
    for (const line of chunk.toString("utf8").split("\n")) {
      if (line.trim() === "") continue;
      lines.push(line.trim());
      hear(line.trim());
    }
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      if (child.pid !== undefined && !isWindows) process.kill(-child.pid, "SIGTERM");
      else child.kill();
      resolve("cancelled");
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code === "ENOENT" ? "npm is not on this machine" : error.message);
    });
    child.once("close", (code) => {
      const told = lines.findLast((line) => /err/i.test(line)) ?? lines.at(-1);
      resolve(code === 0 ? undefined : (told ?? `npm ended with code ${code}`));
    });
  });
}
