import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";

export type CommandOptions = { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number };

/** Runs a program to its end and returns what it printed; an error carries the last lines of it. */
export async function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { cwd, env, timeoutMs } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, timeout: timeoutMs, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => reject(new Error(`'${program}' could not be started: ${error.message}`)));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(output);
      const tail = output.trimEnd().split("\n").slice(-25).join("\n");
      reject(new Error(`'${program} ${args.join(" ")}' ended with ${signal ?? code}:\n${tail}`));
    });
  });
}

/**
 * Runs npm in a folder outside the checkout. What an `npm run` around us set about *this* package is left out
 * of the environment, and this process's own Node comes first on the path.
 */
export async function npm(args: readonly string[], cwd: string, extra: NodeJS.ProcessEnv = {}): Promise<string> {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const isOfThisPackage =
      /^npm_(package|lifecycle|command|execpath|node_execpath)/.test(name) || /^npm_config_.*prefix$/.test(name);
    if (!isOfThisPackage && name !== "INIT_CWD" && name !== "NODE_OPTIONS") env[name] = value;
  }
  env.PATH = [dirname(process.execPath), env.PATH].join(delimiter);
  const program = process.platform === "win32" ? "npm.cmd" : "npm";
  return run(program, args, { cwd, env: { ...env, ...extra } });
}

/** The full path of the first of these programs that can be run, looked up on PATH as a shell does. */
export async function findProgram(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const name of names) {
    const candidates = isAbsolute(name)
      ? [name]
      : folders.flatMap((folder) => endings.map((e) => join(folder, name + e)));
    for (const candidate of candidates) {
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
