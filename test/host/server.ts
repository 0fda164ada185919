import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./command.ts";
import { vscodeServer } from "./vscode-server.ts";

/** Settings of an editor that shows the code and nothing else: no welcome page, no chat, no trust question. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "security.workspace.trust.enabled": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
};

export type ServerOptions = {
  /** Where its data goes; without it, a temporary folder that is removed when the server stops. */
  dataFolder?: string;
  /** A packed extension to install first. */
  install?: string;
  /** Added to the environment of the server, and so of the extension host. */
  env?: NodeJS.ProcessEnv;
};

/** Where a server is and what opens it: plain data, which one process can hand to another. */
export type ServerAddress = { port: number; token: string; dataFolder: string };

/** A VS Code server listening on a loopback port. */
export type RunningServer = ServerAddress & {
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

export type WindowOptions = {
  /** The folder to open, an absolute path; an empty window without it. */
  folder?: string;
  /** The extension under development, an absolute path; without it only what is installed runs. */
  extension?: string;
  /** A module whose `run()` the extension host calls; the window closes after it. */
  tests?: string;
  /** Where the window's extension host listens for a debugger. */
  inspectPort?: number;
};

const START_TIMEOUT_MS = 60_000;

/** Starts VS Code's server on a free loopback port, installing it first where it is not there yet. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { folder, node } = await vscodeServer();
  const data = options.dataFolder ?? (await mkdtemp(join(tmpdir(), "loss-lens-server-")));
  await mkdir(join(data, "data/User"), { recursive: true });
  const extensions = join(data, "extensions");
  await mkdir(extensions, { recursive: true });
  if (options.install !== undefined) {
    const where = ["--server-data-dir", data, "--extensions-dir", extensions];
    const args = [...where, "--accept-server-license-terms", "--install-extension", options.install];
    await run(node, ["out/server-main.js", ...args], { cwd: folder, env: { ...process.env, ...options.env } });
  }
  // Without a token any page of the person's browser could reach the server, and through it a shell.
  const token = randomBytes(16).toString("hex");
  const child = spawn(
    node,
    [
      "out/server-main.js",
      ...["--host", "127.0.0.1", "--port", "0", "--connection-token", token],
      "--accept-server-license-terms",
      // The built workbench honours a window's development payload only with this.
      "--enable-smoke-test-driver",
      ...["--telemetry-level", "off", "--server-data-dir", data, "--extensions-dir", extensions],
    ],
    { cwd: folder, env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stopOnExit = (): void => signalGroup(child, "SIGKILL");
  process.once("exit", stopOnExit);

  const stop = async (): Promise<void> => {
    process.off("exit", stopOnExit);
    signalGroup(child, "SIGTERM");
    const force = setTimeout(() => signalGroup(child, "SIGKILL"), 3_000);
    await ended;
    clearTimeout(force);
    if (options.dataFolder === undefined) await rm(data, { recursive: true, force: true, maxRetries: 3 });
  };

  try {
    const port = await listeningPort(child);
    return { port, token, dataFolder: data, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Reads the port, which the system chose, from what the server prints. */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${reason}. It printed:\n${printed}`));
    };
    const timer = setTimeout(() => fail(`did not start within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    const read = (chunk: Buffer): void => {
      if (printed.length < 20_000) printed += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", (error) => fail(`could not be started (${error.message})`));
    child.once("close", (code) => fail(`ended with ${code} at its start`));
  });
}

/** The address of a window. Whoever has not been given it cannot connect to the server. */
export function windowAddress({ port, token }: ServerAddress, window: WindowOptions): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload: string[][] = [];
  if (window.extension !== undefined) payload.push(["extensionDevelopmentPath", remote(window.extension)]);
  if (window.tests !== undefined) payload.push(["extensionTestsPath", remote(window.tests)]);
  if (window.inspectPort !== undefined) payload.push(["inspect-extensions", String(window.inspectPort)]);
  const query = new URLSearchParams({ tkn: token });
  if (window.folder !== undefined) query.set("folder", window.folder);
  query.set("payload", JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

/** Writes the user settings. A window reads them when it opens; those of its folder, also while it is open. */
export async function writeUserSettings(
  { dataFolder }: ServerAddress,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await writeFile(join(dataFolder, "data/User/settings.json"), JSON.stringify(settings, undefined, 2));
}

/**
 * Lets windows that open from now on load an extension where it lies, an absolute path, beside the one under development;
 * without a path, none. A window's address can name one extension only.
 */
export async function writeCompanion({ dataFolder }: { dataFolder: string }, path?: string): Promise<void> {
  const companions = path === undefined ? [] : [await installedExtension(path)];
  await writeFile(join(dataFolder, "extensions/extensions.json"), JSON.stringify(companions));
}

/**
 * Lets windows that open from now on speak a language, such as `zh-cn`; English without one. It is a language pack without
 * a single translation of VS Code's own words: only what extensions say is in that language.
 */
export async function writeLanguage({ dataFolder }: { dataFolder: string }, locale?: string): Promise<void> {
  const choice = join(dataFolder, "data/User/argv.json");
  if (locale === undefined) return rm(choice, { force: true });
  const vscode = join(dataFolder, "data/no-translations.json");
  await writeFile(vscode, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: `loss-lens.${locale}` }, version: "1.0.0" }];
  const pack = { hash: `empty-${locale}`, label: locale, extensions, translations: { vscode } };
  await writeFile(join(dataFolder, "data/languagepacks.json"), JSON.stringify({ [locale]: pack }));
  await writeFile(choice, JSON.stringify({ locale }));
}

/** As VS Code lists what is installed. */
async function installedExtension(path: string): Promise<object> {
  const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as Record<string, string>;
  const location = { $mid: 1, path, scheme: "file" };
  return { identifier: { id: `${manifest.publisher}.${manifest.name}` }, version: manifest.version, location };
}

/** The server starts extension hosts, watchers and terminals: all of its process group is ended with it. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
