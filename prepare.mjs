// Builds what ships when npm installs the package from its repository, as `npm ci` in a checkout, pre-commit and
// `npm install git+…` do.
import { spawnSync } from "node:child_process";

/**
 * For `npm install --global` from a repository, npm installs what the build needs globally too, where nothing finds it:
 * the install is done again, here, and builds.
 */
const isGlobal = process.env.npm_config_global === "true";
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_config_(global|prefix|local_prefix|global_prefix)$/i.test(name),
  ),
);
const [program, args] = isGlobal
  ? ["npm", ["ci", "--no-audit", "--no-fund"]]
  : ["node", ["esbuild.mjs", "--production"]];
const { status, error } = spawnSync(program, args, {
  cwd: import.meta.dirname,
  env,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (error !== undefined) console.error(error.message);
process.exitCode = status ?? 1;
