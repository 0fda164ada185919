/** Files opened to evaluate their losses: read once, with what they import. */

import type { FileAnalysis } from "../check/analyze-file.ts";
import { asFixed, asFixedWords } from "../check/as-fixed.ts";
import { dialectOf, lastReleaseOf } from "../evaluate/dialect.ts";
import { defaultLimits, type GivenValue, type LossSource, type SourceFile } from "../evaluate/evaluation.ts";
import { collectImports } from "../evaluate/imports.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { type LossInModule, referenceTo } from "../losses/loss-reference.ts";
import type { Subject } from "../probes/observe.ts";
import type { Range } from "../python/ast.ts";
import { largestFiles } from "../python/readable-file.ts";
import { startParameters } from "../samples/start-values.ts";
import { type AnalyzedFile, analyzeSource } from "./checked-file.ts";
import { createProjects } from "./project.ts";
import { readIfRegular } from "./read-file.ts";
import { readSource } from "./source.ts";

export interface LoadedFile extends AnalyzedFile {
  readonly imports: readonly SourceFile[];
}

export interface FixedFile {
  /** Its text is that with the fixes: places in it are not those of the file. */
  readonly file: LoadedFile;
  readonly loss: LossDefinition;
  /** Where in the file as it is a range of the text with the fixes comes from. */
  readonly originalOf: (range: Range) => Range;
  /** What a person is told. */
  readonly words: string;
  /** What the fixes do, each once. */
  readonly titles: readonly string[];
}

export interface OpenFiles {
  /** Throws a `UsageError` for what cannot be read. */
  open(path: string): Promise<LoadedFile>;
  /** `keras`: `auto`, a major version or a release; undefined is `auto`. */
  lossSource(
    file: LoadedFile,
    loss: LossInModule,
    parameters: Readonly<Record<string, GivenValue>>,
    keras: string | undefined,
  ): LossSource;
  /** The file as it would be with the fixes for what `loss` lacks; undefined where it lacks nothing, or no one fix is right. */
  asFixed(file: LoadedFile, loss: LossDefinition): Promise<FixedFile | undefined>;
  /** The loss as it is run without data of the person's own: with a value for each parameter that it requires. */
  lossToRun(
    file: LoadedFile,
    loss: LossDefinition,
    given: Readonly<Record<string, GivenValue>>,
    keras: string | undefined,
  ): Subject;
}

export function openFiles(): OpenFiles {
  const projects = createProjects();
  const opened = new Map<string, Promise<LoadedFile>>();

  async function load(path: string): Promise<LoadedFile> {
    const source = readSource(path);
    return loadImports(analyzeSource(source, await projects.of(path)));
  }

  const files: OpenFiles = {
    open(path) {
      const present = opened.get(path);
      if (present !== undefined) return present;
      const loading = load(path);
      opened.set(path, loading);
      return loading;
    },
    lossSource(file, loss, parameters, keras) {
      const asked = keras === undefined || keras === "auto" ? undefined : keras;
      return {
        file: { path: file.source.path, text: file.source.text },
        imports: file.imports,
        loss: loss.name,
        definition: loss.definition,
        keras: asked === undefined ? dialectOf(file.keras) : { version: lastReleaseOf(asked), isKnown: true },
        parameters,
      };
    },
    async asFixed(file, loss) {
      const mended = asFixed(file, file.source, loss);
      if (mended === undefined) return undefined;
      const source = { ...file.source, text: mended.revision.text };
      const loaded = await loadImports({ ...mended.looked, keras: file.keras, source });
      const { originalOf } = mended.revision;
      return { file: loaded, loss: mended.loss, originalOf, words: asFixedWords(mended), titles: mended.titles };
    },
    lossToRun(file, loss, given, keras) {
      const parameters = { ...startParameters({ ...file, loss }), ...given };
      const source = files.lossSource(file, referenceTo(file.source.path, loss, file.losses), parameters, keras);
      return { loss, module: file.parsed.module, source, limits: defaultLimits };
    },
  };
  return files;
}

/** A loss of a file that is checked, as it is run unasked: the last word on a name, the values that the file gives. */
export function subjectIn(
  file: Pick<FileAnalysis, "parsed" | "losses" | "uses" | "names" | "keras"> & {
    readonly path: string;
    readonly imports: readonly SourceFile[];
  },
  loss: LossDefinition,
): Subject {
  const { module } = file.parsed;
  return {
    loss,
    module,
    source: {
      file: { path: file.path, text: module.text },
      imports: file.imports,
      loss: loss.name,
      definition: referenceTo(file.path, loss, file.losses).definition,
      keras: dialectOf(file.keras),
      parameters: startParameters({ ...file, loss }),
    },
    limits: defaultLimits,
  };
}

/** Adds the workspace files that a file imports, directly or not. */
export async function loadImports(analysis: AnalyzedFile): Promise<LoadedFile> {
  const { path, text } = analysis.source;
  return { ...analysis, imports: await collectImports({ path, text }, readImport, analysis.parsed.module) };
}

/** Undefined where there is no such file: most candidates for an import are not there. */
export async function readImport(path: string): Promise<string | undefined> {
  return readIfRegular(path, largestFiles.import);
}
