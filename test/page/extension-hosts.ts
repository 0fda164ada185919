/** The processes in which extensions run. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inject } from "vitest";

/** The extension hosts of this worker's server, by the ids of their processes. */
export async function extensionHosts(): Promise<number[]> {
  const servers = inject("servers");
  const { dataFolder } = servers[(Number(process.env.VITEST_POOL_ID) - 1) % servers.length]!;
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,ppid=,args="], { maxBuffer: 10_000_000 });
  const all = stdout.split("\n").flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return args === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const server = all.find(({ args }) => args.includes(dataFolder) && args.includes("server-main"));
  const ofServer = new Set([server?.pid]);
  for (const { pid, parent } of all) if (ofServer.has(parent)) ofServer.add(pid);
  return all.filter(({ pid, args }) => ofServer.has(pid) && args.includes("type=extensionHost")).map(({ pid }) => pid);
}
