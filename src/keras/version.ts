/** Which Keras a file means, and how we know. */

import type { Attribute, Call, Import, ImportFrom, Module } from "../python/ast.ts";
import { cellAt, type JoinedCells } from "../python/cells.ts";
import { alternativeImports } from "./alternative-imports.ts";
import { importedModules, kerasDialect } from "./import-forms.ts";
import { type ProjectBackend, readProjectBackend } from "./project-backend.ts";
import { type Pin, type ProjectFile, readPins } from "./project-pins.ts";
import { compareVersions, overlaps, readSpecifier } from "./requirement.ts";
import { firstTelling } from "./telling-calls.ts";

export type KerasMajor = "1" | "2" | "3";

export interface KerasVersion {
  readonly version: KerasMajor;
  /** The whole version where a pin names one: decides argument order within Keras 2. */
  readonly release: readonly number[] | undefined;
  /** False where nothing says so and Keras 3 is assumed. */
  readonly isKnown: boolean;
  /** `requirements.txt:4 keras==3.15`, or what is assumed. */
  readonly evidence: string;
  /** What kind of evidence it is: a place in a file, the person's own setting, or nothing. */
  readonly basis: "project" | "setting" | "assumption";
  /** What would be said without the file's own imports, where those decided. */
  readonly besidesImports?: KerasVersion;
}

/** What the whole project says; read once, shared by its files. */
export interface ProjectKeras {
  readonly pins: readonly Pin[];
  /** The one that KERAS_BACKEND names for the whole project, where its files agree on one. */
  readonly backend?: ProjectBackend | undefined;
}

/** Reads the files and the names of installed `keras-*.dist-info` folders of a project. */
export function readProject(files: readonly ProjectFile[], installedFolders: readonly string[] = []): ProjectKeras {
  const installed = installedFolders.flatMap((folder): Pin[] => {
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    const match = /^(keras|tensorflow(?:_cpu|_gpu|_macos)?|tf_keras)-([\d.]+)/i.exec(name);
    const ending = ".dist-info";
    const isFolder =
      match !== null &&
      name.toLowerCase().endsWith(ending) &&
      /^[\w.+]*$/.test(name.slice(match[0].length, -ending.length));
    const span = isFolder && readSpecifier(`==${match[2]!.replace(/\.$/, "")}`);
    if (!span) return [];
    return [{ package: match[1]!.toLowerCase().replaceAll("_", "-"), span, evidence: folder, isLock: true }];
  });
  // A lock file says exactly; a requirement may leave a choice.
  const pins = readPins(files);
  return {
    pins: [...pins.filter((pin) => pin.isLock), ...pins.filter((pin) => !pin.isLock), ...installed],
    backend: readProjectBackend(files),
  };
}

export interface VersionQuestion {
  readonly module: Module;
  readonly imports: readonly (Import | ImportFrom)[];
  /** All attributes and calls of the file, which tell a version where nothing else does. */
  readonly attributes?: readonly Attribute[] | undefined;
  readonly calls?: readonly { readonly node: Call }[] | undefined;
  readonly project?: ProjectKeras | undefined;
  /** The setting or `--keras`; undefined for `auto`. */
  readonly setting?: KerasMajor | undefined;
  readonly path?: string | undefined;
  /** Of a notebook, whose lines are counted in each cell. */
  readonly cells?: JoinedCells | undefined;
}

/** Order: the setting, the file's own imports, pins, what is installed, what the file calls; else Keras 3, assumed. */
export function kerasVersion(question: VersionQuestion): KerasVersion {
  const { module, imports, attributes = [], calls = [], project, setting, path = "", cells } = question;
  if (setting) return { ...known(setting, `the setting says Keras ${setting}`), basis: "setting" };
  const placeOf = (node: Placed): string => placed(module, node, path, cells);
  const alternatives = alternativeImports(module);
  const own = fromImports(
    imports.filter((each) => !alternatives.has(each)),
    placeOf,
  );
  const dialect = kerasDialect(imports);
  const besidesImports = (project && fromProject(project.pins, dialect)) ?? assumed;
  if (own) return { ...own, besidesImports };
  const called = besidesImports.isKnown ? undefined : firstTelling(attributes, calls, imports);
  return called ? known(called.version, placeOf(called.node)) : besidesImports;
}

type Placed = Pick<Module, "range">;

/** `losses.py:3 from keras import ops`, in a notebook `losses.ipynb:cell 2:3 from keras import ops`. */
function placed(module: Module, { range }: Placed, name: string, cells: JoinedCells | undefined): string {
  const cell = cells && cellAt(cells, range.start);
  const line = module.text.slice(cell?.start ?? 0, range.start).split("\n").length;
  const path = cell === undefined ? name : `${name}:cell ${cell.index + 1}`;
  const text = module.text.slice(range.start, range.end).split("\n")[0]!.trim();
  return `${path ? `${path}:` : "line "}${line} ${text}`;
}

const assumed: KerasVersion = {
  version: "3",
  release: undefined,
  isKnown: false,
  evidence: "assumed: nothing names a version of Keras",
  basis: "assumption",
};

function known(version: KerasMajor, evidence: string, release?: readonly number[]): KerasVersion {
  return { version, release, isKnown: true, evidence, basis: "project" };
}

/** Modules that only some versions have. */
const telling: readonly { readonly pattern: RegExp; readonly version: KerasMajor }[] = [
  { pattern: /^keras_core(\.|$)/, version: "3" },
  { pattern: /^(tf_keras|keras_contrib|tensorflow\.python\.keras)(\.|$)/, version: "2" },
  { pattern: /^keras\.objectives$/, version: "1" },
  {
    pattern:
      /^keras\.(engine|layers\.(core|convolutional|recurrent|normalization|advanced_activations|embeddings|merge|pooling|wrappers|noise|local|convolutional_recurrent)|utils\.(np_utils|training_utils|generic_utils|vis_utils|data_utils)|backend\.\w+|legacy\.interfaces|initializations|regularizers\.\w+)(\.|$)/,
    version: "2",
  },
  { pattern: /^tensorflow\.(contrib|examples)(\.|$)/, version: "2" },
];

function fromImports(
  imports: readonly (Import | ImportFrom)[],
  placeOf: (node: Placed) => string,
): KerasVersion | undefined {
  for (const statement of imports) {
    const version = versionOfImport(statement);
    if (version) return known(version, placeOf(statement));
  }
  return undefined;
}

/** The version that alone has what is imported; undefined where several have it. */
export function versionOfImport(statement: Import | ImportFrom): KerasMajor | undefined {
  if (statement.kind === "ImportFrom" && statement.level === 0 && isKeras3Only(statement)) return "3";
  for (const name of importedModules(statement)) {
    if (/^(tensorflow\.)?keras\.(ops|random|saving\.src)(\.|$)/.test(name)) return "3";
    for (const { pattern, version } of telling) if (pattern.test(name)) return version;
  }
  return undefined;
}

function isKeras3Only({ module, names }: ImportFrom): boolean {
  if (!/^(tensorflow\.)?keras$/.test(module)) return false;
  return names.some(({ name }) => name === "ops" || name === "KerasTensor" || name === "Variable");
}

const tensorFlowPackages = new Set(["tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos"]);

function fromProject(pins: readonly Pin[], dialect: "keras" | "tf.keras"): KerasVersion | undefined {
  const keras = pins.filter((pin) => pin.package === "keras").map(kerasMajor);
  const tensorFlow = pins.filter((pin) => tensorFlowPackages.has(pin.package)).map(kerasOfTensorFlow);
  // tf.keras is TensorFlow's own up to 2.15; from 2.16 on it is the installed Keras 3.
  const order = dialect === "tf.keras" ? [...tensorFlow, ...keras] : [...keras, ...tensorFlow];
  return order.find((answer) => answer !== undefined);
}

const majors: readonly { version: KerasMajor; from: number[]; to: number[] | undefined }[] = [
  { version: "1", from: [0], to: [2] },
  { version: "2", from: [2], to: [3] },
  { version: "3", from: [3], to: undefined },
];

function kerasMajor(pin: Pin): KerasVersion | undefined {
  const fitting = majors.filter(({ from, to }) => overlaps(pin.span, from, to));
  // Installers take the newest that is allowed; where that may be any Keras 3, old projects mean an older one.
  const newest = fitting.at(-1);
  const isCertain = newest && (fitting.length === 1 || newest.version !== "3");
  return isCertain ? known(newest.version, pin.evidence, releaseOf(pin)) : undefined;
}

function kerasOfTensorFlow(pin: Pin): KerasVersion | undefined {
  const before = overlaps(pin.span, [0], [2, 16]);
  const since = overlaps(pin.span, [2, 16], undefined);
  if (before === since) return undefined;
  return known(since ? "3" : "2", pin.evidence);
}

/** The exact release of a pin that leaves no choice within a minor version. */
function releaseOf({ span }: Pin): readonly number[] | undefined {
  if (!span.from || !span.to) return undefined;
  const { from, to } = span;
  return from[0] === to[0] && compareVersions(to, [from[0]!, (from[1] ?? 0) + 1]) <= 0 ? from : undefined;
}
