import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Installation, installed } from "./cache.ts";
import { CHECKOUT } from "./checkout.ts";
import { findProgram, run } from "./command.ts";
import { step } from "./progress.ts";
import { vscodeServer } from "./vscode-server.ts";

const TENSORFLOW = "2.21.0";
const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
const ADDON = "tfjs_binding.node";

export type NativeAddon = { path: string } | { missing: string };

/**
 * The addon of @tensorflow/tfjs-node, compiled from the package's own sources against the libraries of
 * TensorFlow's Python package. Where that cannot be done, says why.
 */
export async function nativeAddon(): Promise<NativeAddon> {
  if (process.platform !== "linux" || process.arch !== "x64")
    return { missing: `it is built on Linux x64 only, not on ${process.platform} ${process.arch}` };
  const python = await findProgram(["python3"]);
  const compiler = await findProgram(["g++"]);
  if (python === undefined || compiler === undefined)
    return { missing: `${python === undefined ? "python3" : "g++"} is not on this machine` };
  try {
    return { path: join(await installed(installation(python, compiler)), ADDON) };
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split("\n");
    return { missing: `it could not be built: ${lines.at(-1)}` };
  }
}

function installation(python: string, compiler: string): Installation {
  return {
    name: `tfjs-node-addon-tensorflow-${TENSORFLOW}-linux-x64`,
    needs: [ADDON, ...LIBRARIES],
    install: (folder) =>
      step(
        "Building the native addon of @tensorflow/tfjs-node into the cache (once, about a minute, 0.9 GB)",
        async () => {
          const wheels = join(folder, "wheel");
          await mkdir(wheels);
          const download = [
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--disable-pip-version-check",
            "--dest",
            wheels,
          ];
          await run(python, [...download, `tensorflow-cpu==${TENSORFLOW}`], { timeoutMs: 600_000 });
          const [wheel] = await readdir(wheels);
          if (wheel === undefined) throw new Error("pip downloaded nothing");
          await run(python, ["-m", "zipfile", "-e", join(wheels, wheel), wheels]);
          const tensorflow = join(wheels, "tensorflow");
          for (const library of LIBRARIES) await rename(join(tensorflow, library), join(folder, library));
          const binding = join(CHECKOUT, "node_modules/@tensorflow/tfjs-node/binding");
          await run(compiler, [
            ...["-std=c++17", "-O2", "-fPIC", "-shared", "-DNAPI_VERSION=8"],
            ...["-I", await nodeHeaders(), "-I", join(tensorflow, "include")],
            ...[join(binding, "tfjs_backend.cc"), join(binding, "tfjs_binding.cc"), "-o", join(folder, ADDON)],
            ...["-L", folder, ...LIBRARIES.map((library) => `-l:${library}`), "-Wl,-rpath,$ORIGIN"],
          ]);
          await rm(wheels, { recursive: true });
        },
      ),
  };
}

/** Those that come with the Node of VS Code's server. */
async function nodeHeaders(): Promise<string> {
  const { node } = await vscodeServer();
  return join(node, "../../node/node_modules", `node-${process.platform}-${process.arch}`, "include/node");
}
