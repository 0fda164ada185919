import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Installation, installed } from "./cache.ts";
import { npm } from "./command.ts";
import { step } from "./progress.ts";

const CODE_SERVER = "4.139.1";
const NODE = "24.21.0";
const PLATFORM = `${process.platform}-${process.arch}`;
/** Without these two, built for the Node that runs it, the extension host dies at its start. */
const NATIVE_MODULES = ["@vscode/spdlog", "@vscode/native-watchdog"];
const SERVER = "node_modules/code-server/lib/vscode";

/** A VS Code server on this machine: the folder it runs in, and the Node to run it with. */
export type VscodeServer = { folder: string; node: string };

/** Finds VS Code's server and its Node in the user's cache, installing them there the first time. */
export async function vscodeServer(): Promise<VscodeServer> {
  if (process.platform === "win32") {
    throw new Error("VS Code's server is not used on Windows: install desktop VS Code, or set VSCODE_PATH to it.");
  }
  const nodeFolder = await installed(nodeInstallation);
  const node = join(nodeFolder, "node_modules/.bin/node");
  const folder = await installed(serverInstallation(join(nodeFolder, NODE_HEADERS)));
  return { folder: join(folder, SERVER), node };
}

const NODE_HEADERS = `node_modules/node/node_modules/node-${PLATFORM}`;

/** Node with its headers, in a folder of its own: a later `npm install` beside it would prune the headers. */
const nodeInstallation: Installation = {
  name: `node-${NODE}-${PLATFORM}`,
  needs: ["node_modules/.bin/node", `${NODE_HEADERS}/include/node/node.h`],
  install: (folder) =>
    step(`Installing Node ${NODE} with its headers into the cache (once)`, async () => {
      await writePackage(folder, { node: true });
      await npm(["install", "--no-audit", "--no-fund", `node@${NODE}`], folder);
    }),
};

function serverInstallation(nodeHeaders: string): Installation {
  return {
    name: `vscode-server-${CODE_SERVER}-node-${NODE}-${PLATFORM}`,
    needs: [
      `${SERVER}/out/server-main.js`,
      `${SERVER}/node_modules/@vscode/spdlog/build/Release/spdlog.node`,
      `${SERVER}/node_modules/@vscode/native-watchdog/build/Release/watchdog.node`,
    ],
    install: (folder) =>
      step(`Installing VS Code's server ${CODE_SERVER} into the cache (once, about a minute, 0.8 GB)`, async () => {
        await writePackage(folder, {});
        // Its own install script compiles modules that are not needed here, and one of them does not compile.
        await npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `code-server@${CODE_SERVER}`], folder);
        const server = join(folder, SERVER);
        await npm(["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], server);
        await npm(["rebuild", ...NATIVE_MODULES], server, { npm_config_nodedir: nodeHeaders });
      }),
  };
}

async function writePackage(folder: string, allowScripts: Record<string, boolean>): Promise<void> {
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts }));
}
