/** `loss-lens plot`: the picture that the preview shows, as a file. */

import { createRequire } from "node:module";
import { basename, extname } from "node:path";
import { defaultLimits, type EvaluationFailure } from "../evaluate/evaluation.ts";
import { rememberAnswers } from "../evaluate/service/remembered.ts";
import { pyTorchSentence } from "../keras/other-frameworks.ts";
import { aboutPicture, kerasWords } from "../preview/about-picture.ts";
import { askPicture } from "../preview/ask/ask.ts";
import { chooseSamples } from "../preview/ask/choose-samples.ts";
import type { ChosenData, Companion } from "../preview/ask/question.ts";
import { fittingViews } from "../preview/ask/view-controls.ts";
import { builtInLossSource, isComparableBuiltIn } from "../preview/built-in-loss.ts";
import { calledAs } from "../preview/called-as.ts";
import { isOfMissingName } from "../preview/failure-words.ts";
import { curveModel, defaultCurveOptions } from "../preview/plot/curve.ts";
import { withHeading } from "../preview/plot/heading.ts";
import { pictureOf } from "../preview/plot/pictures.ts";
import type { Scene } from "../preview/plot/scene.ts";
import { renderSvg } from "../preview/plot/svg.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";
import { type PlotData, ViewId } from "../preview/plot-data.ts";
import { tryLoss } from "../probes/trial.ts";
import type { Range } from "../python/ast.ts";
import { startNotes, startParameters } from "../samples/start-values.ts";
import { checkKeras, checkSamples, oneOf, readArguments } from "./arguments.ts";
import { columnOptions, columnsWithoutData, namesColumns, readDataTable } from "./data-columns.ts";
import { UsageError } from "./failure.ts";
import { readSettings } from "./literals.ts";
import { type LoadedFile, type OpenFiles, openFiles } from "./loss-files.ts";
import { findNamed, unknownLoss } from "./named-loss.ts";
import { placeWords, positionsOf, type Span } from "./positions.ts";
import { createFile } from "./replace-file.ts";
import type { Terminal } from "./terminal.ts";

export const options = {
  output: { type: "string", short: "o" },
  samples: { type: "string" },
  view: { type: "string" },
  data: { type: "string" },
  ...columnOptions,
  set: { type: "string", multiple: true },
  compare: { type: "string" },
  theme: { type: "string" },
  keras: { type: "string" },
  title: { type: "string" },
  "no-title": { type: "boolean" },
  "as-fixed": { type: "boolean" },
} as const;

/** Exit code 1 where the loss gives no number; the reason goes to standard error. */
export async function plot(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options);
  const [path, name, ...rest] = positionals;
  if (path === undefined || name === undefined || rest.length > 0)
    throw new UsageError("plot takes a file and the name of a loss");
  if (values.output === undefined) throw new UsageError("plot: give a file to write: -o out.svg or -o out.png");
  const format = extname(values.output).toLowerCase();
  if (format !== ".svg" && format !== ".png") throw new UsageError(`plot writes .svg and .png; not '${values.output}'`);
  const theme = oneOf("theme", values.theme, ["light", "dark"], "light") === "dark" ? darkTheme : lightTheme;
  checkSamples(values.samples);
  checkKeras(values.keras);

  const files = openFiles();
  const file = await files.open(path);
  if (file.isPyTorch) throw new UsageError(`${path}: ${pyTorchSentence}`);
  const named = findNamed(file, name).loss;
  if (named === undefined) throw new UsageError(unknownLoss(file, name));
  const asked = readSettings(values.set ?? []);
  const fixed = values["as-fixed"] ? await files.asFixed(file, named) : undefined;
  if (fixed !== undefined) terminal.complain(fixed.words);
  const { file: drawn, loss } = fixed ?? { file, loss: named };
  const subject = files.lossToRun(drawn, loss, asked, values.keras);
  const { source } = subject;
  const evaluator = rememberAnswers(terminal.evaluator());
  const lines = positionsOf(file.source);
  /** In the file as it is. */
  const spanIn = (range: Range): Span => lines.spanOf(fixed?.originalOf(range) ?? range);
  const refuse = async (failure: EvaluationFailure): Promise<number> => {
    const { path: where, message, range } = failure;
    const isHere = range !== undefined && where === file.source.path;
    terminal.complain(`${isHere ? placeWords(where, spanIn(range)) : where}: ${message}`);
    const offered = fixed === undefined && isOfMissingName(failure) ? await files.asFixed(file, named) : undefined;
    if (offered !== undefined)
      terminal.complain(`--as-fixed draws it as it will be with: ${offered.titles.join("; ")}`);
    return 1;
  };
  if (values.samples === undefined && values.data === undefined) {
    const trial = await tryLoss(subject, evaluator);
    if (trial.kind === "failure") return refuse(trial.failure);
  }
  const { set } = await chooseSamples(subject, { id: values.samples ?? null, size: null }, undefined, evaluator);
  const data: ChosenData =
    values.data === undefined
      ? null
      : { name: basename(values.data), path: values.data, result: readDataTable(values.data, values) };
  if (data === null && namesColumns(values)) throw new UsageError(columnsWithoutData);
  const view = oneOf("view", values.view, ViewId.options, data === null ? "curve" : "data");
  if (view === "data" && data === null) throw new UsageError("--view data needs a file: --data FILE");
  const fitting = fittingViews(set);
  if (!fitting.includes(view))
    throw new UsageError(`--view: '${view}' does not fit the samples '${set.id}'; ${fitting.join(", ")} do`);
  const answer = await askPicture(
    {
      source,
      set,
      view,
      options: {},
      data,
      domain: null,
      companions: companionsOf(values.compare, drawn, files, values.keras),
      limits: defaultLimits,
      placeOf: (where, range) =>
        where === file.source.path ? { path: where, ...range, line: spanIn(range).line } : null,
    },
    evaluator,
  );
  if (answer.kind === "failure") return refuse(answer.failure);
  for (const { name, text } of startNotes({ ...drawn, loss })) if (!(name in asked)) terminal.complain(text);
  for (const note of answer.notes) terminal.complain(note.message);
  const problem = answer.data.view === "data" ? answer.data.problem : null;
  if (problem !== null) throw new UsageError(problem);
  if (answer.data.view === "descent") terminal.complain(answer.data.verdict.text);
  const called = loss.name + calledAs({ ...drawn, loss }, source.parameters);
  const keras =
    values.keras === undefined || values.keras === "auto" ? kerasWords(file.keras) : `Keras ${values.keras}`;
  const about = aboutPicture({ set, view, options: {}, data, keras });
  const heading = values["no-title"] ? undefined : { loss: values.title ?? called, about };
  const scene = withHeading(sceneOf(answer.data, called), heading);
  const svg = renderSvg(scene, theme, { hasBackground: true, padding: 16 });
  await createFile(values.output, format === ".svg" ? Buffer.from(svg, "utf8") : renderPng(svg, theme.background));
  return 0;
}

/** What a view has drawn. */
export function sceneOf(data: PlotData, title: string): Scene {
  const { width, height } = defaultCurveOptions;
  const picture = pictureOf(data, { width, height, title });
  if (picture !== undefined) return picture.scene;
  const curve = data.view === "classes" ? data.curve : data;
  if (curve.view !== "curve") throw new Error(`There is no picture of '${curve.view}'.`);
  return curveModel(curve, { ...defaultCurveOptions, title }).scene;
}

/** Losses of the same file first, then Keras's own. */
function companionsOf(
  names: string | undefined,
  file: LoadedFile,
  files: OpenFiles,
  keras: string | undefined,
): Companion[] {
  return (names ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map((label) => {
      const { loss: own, reference } = findNamed(file, label);
      if (!own && !isComparableBuiltIn(label))
        throw new UsageError(`--compare: '${label}' is no loss of ${file.source.path} and no function of keras.losses`);
      const source = own
        ? files.lossSource(file, reference, startParameters({ ...file, loss: own }), keras)
        : builtInLossSource(label);
      return { id: label, label, role: "comparison", source };
    });
}

/** Twice the size, for sharp lines. resvg and the font are optional parts of the package: a picture needs them only here. */
function renderPng(svg: string, background: string): Buffer {
  const load = createRequire(import.meta.filename);
  let Resvg: new (text: string, options: object) => { render(): { asPng(): Buffer } };
  let fonts: string[];
  try {
    ({ Resvg } = load("@resvg/resvg-js"));
    fonts = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => load.resolve(`dejavu-fonts-ttf/ttf/${name}`));
  } catch {
    throw new UsageError("PNG needs the packages @resvg/resvg-js and dejavu-fonts-ttf; SVG needs nothing");
  }
  // The cells of a heat map stay sharp: resvg knows no `pixelated`.
  const picture = new Resvg(svg.replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"'), {
    background,
    fitTo: { mode: "zoom", value: 2 },
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" },
  });
  return picture.render().asPng();
}
