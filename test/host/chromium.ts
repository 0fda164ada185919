import { existsSync } from "node:fs";
import { findProgram, run } from "./command.ts";
import { step } from "./progress.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const MAC_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium or Chrome; on Debian, as root, installs one where there is none. */
export async function chromium(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is '${chosen}', and there is no such file.`);
  }
  const found = await findProgram([...NAMES, ...MAC_PATHS]);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && (await findProgram(["apt-get"])) !== undefined) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await step("Installing Chromium from Debian's packages (once)", async () => {
      await run("apt-get", ["update"], { env });
      await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
    });
    const fresh = await findProgram(NAMES);
    if (fresh !== undefined) return fresh;
  }
  throw new Error(
    "No Chromium or Chrome was found on PATH. Install one (Debian, Ubuntu: 'sudo apt-get install chromium'), " +
      "or set CHROMIUM_PATH to it.",
  );
}
