import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./progress.ts";

/** A lock whose holder has not touched it for this long belongs to a process that died. */
const STALE_LOCK_MS = 30_000;
const LOCK_HEARTBEAT_MS = 5_000;
/** No installation takes this long: what is older was left by a process that died. */
const ABANDONED_MS = 60 * 60_000;
const MARKER = "installed.json";

/** What to put into the cache: a name that changes with the versions in it, and how to make it. */
export type Installation = {
  name: string;
  /** Files, relative to the folder, without which the installation is not whole. */
  needs: readonly string[];
  install: (folder: string) => Promise<void>;
};

/** The folder shared by all checkouts of this user. */
export function cacheRoot(): string {
  const configured = process.env.XDG_CACHE_HOME;
  // The XDG specification has relative paths ignored.
  const base = configured !== undefined && isAbsolute(configured) ? configured : join(homedir(), ".cache");
  return join(base, "loss-lens");
}

/**
 * Returns the installation's folder, making it first where it is missing or half-made.
 * It is built in a sibling folder and renamed when whole, so that nobody ever sees a part of it;
 * a lock makes a second process wait for the first instead of doing the same work beside it.
 */
export async function installed(installation: Installation, root = cacheRoot()): Promise<string> {
  const folder = join(root, installation.name);
  if (await isWhole(folder, installation)) return folder;
  await mkdir(root, { recursive: true });
  return withLock(`${folder}.lock`, async () => {
    if (await isWhole(folder, installation)) return folder;
    await removeRemains(folder);
    const partial = `${folder}.partial-${Date.now()}-${process.pid}`;
    await mkdir(partial);
    try {
      await installation.install(partial);
      const missing = await missingFiles(partial, installation);
      if (missing.length > 0) throw new Error(`Installing ${installation.name} did not make ${missing.join(", ")}.`);
      await writeFile(join(partial, MARKER), JSON.stringify({ name: installation.name }));
      await rename(partial, folder).catch(async (error: unknown) => {
        // Where two processes took over from a dead one at the same moment, the first to finish is as good.
        if (!(await isWhole(folder, installation))) throw error;
      });
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
    return folder;
  });
}

async function isWhole(folder: string, installation: Installation): Promise<boolean> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(folder, MARKER), "utf8"));
    if (typeof marker !== "object" || marker === null || !("name" in marker)) return false;
    return marker.name === installation.name && (await missingFiles(folder, installation)).length === 0;
  } catch {
    return false; // No marker, or one that was cut short: not whole, and so made anew.
  }
}

async function missingFiles(folder: string, installation: Installation): Promise<string[]> {
  const missing: string[] = [];
  for (const file of installation.needs) {
    if (!(await exists(join(folder, file)))) missing.push(file);
  }
  return missing;
}

/** Removes a spoilt installation and what installers that were killed left beside it. */
async function removeRemains(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.partial-`;
  for (const entry of await readdir(dirname(folder))) {
    if (!entry.startsWith(prefix)) continue;
    const age = Date.now() - Number(entry.slice(prefix.length).split("-")[0]);
    if (!(age < ABANDONED_MS)) await rm(join(dirname(folder), entry), { recursive: true, force: true });
  }
  await rm(folder, { recursive: true, force: true });
}

/** Holds the lock while `work` runs; waits for another holder, and takes over from a dead one. */
async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  let told = false;
  while (!(await acquire(lock))) {
    if (!told) say(`Another process is installing ${basename(lock, ".lock")}; waiting for it …`);
    told = true;
    await sleep(500);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(lock, now, now).catch(() => undefined); // Gone only when someone judged us dead; the rename stays safe.
  }, LOCK_HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(lock, { recursive: true, force: true });
  }
}

async function acquire(lock: string): Promise<boolean> {
  try {
    await mkdir(lock); // Atomic on every file system: one process makes it, the others fail.
    return true;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
  const age = await stat(lock).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0, // Released just now.
  );
  if (age > STALE_LOCK_MS) {
    // Renaming first lets only one of several waiting processes clear the dead holder's lock.
    const dead = `${lock}-dead-${process.pid}`;
    await rename(lock, dead).catch(() => undefined);
    await rm(dead, { recursive: true, force: true });
  }
  return false;
}

/** Whether there is a file or folder of that name. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
