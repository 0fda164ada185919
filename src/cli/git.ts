/** What git knows of a repository: files as they were at a revision. Nothing is run but `git` itself, without a shell. */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { largestFiles } from "../python/readable-file.ts";
import { UsageError } from "./failure.ts";

/** A file at the revision, by its path from the repository's root. */
export interface EarlierEntry {
  readonly path: string;
  /** git's own name for its content. */
  readonly blob: string;
}

export interface Repository {
  /** The whole name of the commit. */
  readonly commit: string;
  /** A path as git has it: from the root, with slashes; "" is the root. Undefined for what is outside. */
  inside(path: string): string | undefined;
  /** The path of what git names, as the command line would: from the folder that it runs in. */
  outside(path: string): string;
  /** The files at the revision, by path. */
  files(): Promise<ReadonlyMap<string, EarlierEntry>>;
  /** The content of one. */
  read(entry: EarlierEntry): Promise<Buffer>;
  /** What git would name these bytes. */
  blobOf(bytes: Uint8Array): string;
}

/** No repository and no file of it needs longer. */
const longestMilliseconds = 60_000;
/** The names of a million files. */
const mostBytes = 256 * 1024 * 1024;

/** Throws a `UsageError` in words where there is no git, no repository, or no such revision. */
export async function openRepository(revision: string, folder: string): Promise<Repository> {
  const root = (await git(folder, ["rev-parse", "--show-toplevel"])).toString("utf8").replace(/\r?\n$/, "");
  const commit = await git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])
    .then((bytes) => bytes.toString("utf8").trim())
    .catch((error: unknown) => {
      if (error instanceof GitError && error.isRefusal)
        throw new UsageError(`git knows no revision '${revision}' here`);
      throw error;
    });
  const top = realpathSync(root);
  const algorithm = commit.length > 40 ? "sha256" : "sha1";
  return {
    commit,
    inside(path) {
      const own = relative(top, realpathOf(resolve(path)))
        .split(sep)
        .join("/");
      return own === ".." || own.startsWith("../") || isAbsolute(own) ? undefined : own;
    },
    outside: (path) => relative(process.cwd(), join(top, path)),
    async files() {
      const listed = await git(root, ["ls-tree", "-r", "-z", "--full-tree", commit]);
      const entries = listed
        .toString("utf8")
        .split("\0")
        .flatMap((line): EarlierEntry[] => {
          // A link's content is a path, and a submodule has none here.
          const [, blob, path] = /^100(?:644|755) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
          return blob === undefined || path === undefined ? [] : [{ path, blob }];
        });
      return new Map(entries.map((entry) => [entry.path, entry]));
    },
    async read({ path, blob }) {
      const size = Number((await git(root, ["cat-file", "-s", blob])).toString("utf8"));
      const largest = path.endsWith(".ipynb") ? largestFiles.notebook : largestFiles.source;
      if (!(size <= largest)) throw new UsageError(`${path}: too large at ${revision}`);
      return git(root, ["cat-file", "blob", blob]);
    },
    blobOf: (bytes) => createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex"),
  };
}

/** A file that is gone has no real path, but its folder may have. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realpathOf(dirname(path)), basename(path));
  }
}

class GitError extends UsageError {
  /** Whether git ran, and would not. */
  readonly isRefusal: boolean;
  constructor(message: string, isRefusal: boolean) {
    super(message);
    this.isRefusal = isRefusal;
  }
}

function git(folder: string, args: readonly string[]): Promise<Buffer> {
  // Settings of a repository may name programs: none of them is run for these questions.
  const all = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-C", folder, ...args];
  return new Promise((done, fail) => {
    execFile(
      "git",
      all,
      {
        encoding: "buffer",
        timeout: longestMilliseconds,
        maxBuffer: mostBytes,
        windowsHide: true,
        env: { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
      },
      (error, stdout, stderr) => {
        if (error === null) return done(stdout);
        if (error.code === "ENOENT") return fail(new GitError("git is not installed, or not on the PATH", false));
        const said = stderr
          .toString("utf8")
          .split("\n")[0]!
          .replace(/^fatal: /, "");
        if (error.killed === true) return fail(new GitError(`git ${args[0]} took too long, or said too much`, false));
        if (/^not a git repository/.test(said)) return fail(new GitError(`${folder} is in no git repository`, false));
        fail(new GitError(`git ${args[0]}: ${said === "" ? error.message.split("\n")[0]! : said}`, true));
      },
    );
  });
}
