/**
 * What the host and the page say to each other, checked where it crosses. To the page go whole
 * snapshots, never deltas; to the host goes only what the person did.
 */

import * as z from "zod/mini";
import { ColumnChoice } from "./column-choice.ts";
import { ComparisonId, LossReference } from "./comparison-id.ts";
import { Place, PlotData, ViewId } from "./plot-data.ts";

/** One slider with its number field. A `log` scale wants `min > 0`. */
export const Slider = z.object({
  name: z.string(),
  value: z.number(),
  /** The value in the code. */
  initial: z.number(),
  min: z.number(),
  max: z.number(),
  /** 0 for a continuous one. */
  step: z.number(),
  scale: z.enum(["linear", "log"]),
  /** Whether the value in the code is a literal that can be replaced. */
  isWritable: z.boolean(),
});
export type Slider = z.output<typeof Slider>;

/** A control that belongs to a view: its learning rate, optimizer, blur … */
export const ViewOption = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("number"),
    id: z.string(),
    label: z.string(),
    value: z.number(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    scale: z.enum(["linear", "log"]),
  }),
  z.object({
    kind: z.literal("choice"),
    id: z.string(),
    label: z.string(),
    value: z.string(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  z.object({ kind: z.literal("toggle"), id: z.string(), label: z.string(), value: z.boolean() }),
]);
export type ViewOption = z.output<typeof ViewOption>;

export const Fact = z.object({
  state: z.enum(["ok", "warn", "info"]),
  text: z.string(),
  /** In a whole sentence, where there is one. */
  message: z.nullable(z.string()),
  /** Whether that sentence is of what was shown before: it keeps its room. */
  isOld: z.optional(z.boolean()),
  place: z.nullable(Place),
});
export type Fact = z.output<typeof Fact>;

/** What can be done about a trouble, by a button of the page. */
export const NextStep = z.object({
  id: z.enum(["applyFix", "openLimits", "automaticSamples", "chooseLoss", "chooseDataFile", "checkWithKeras"]),
  label: z.string(),
});
export type NextStep = z.output<typeof NextStep>;

const Named = z.object({ id: z.string(), label: z.string() });
const Compared = z.object({ id: ComparisonId, label: z.string() });

/** What the person chose beyond what a snapshot shows anyway; it comes back with the panel. */
export const Kept = z.object({
  /** Null while the view is the one that fits. */
  view: z.nullable(ViewId),
  sampleSize: z.nullable(z.number()),
  options: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  domain: z.nullable(z.tuple([z.number(), z.number()])),
  showsSaved: z.boolean(),
  dataFile: z.nullable(z.string()),
  turned: z.optional(z.number()),
});
export type Kept = z.output<typeof Kept>;

/** All that the page needs to draw itself, at one moment. */
export const Snapshot = z.object({
  type: z.literal("snapshot"),
  /** Grows with every snapshot of a panel; the page drops what is older than what it shows. */
  serial: z.number(),
  loss: z.object({
    reference: LossReference,
    name: z.string(),
    /** With parentheses, at the values that are shown: `(gamma=3.5, alpha=0.25)`. */
    signature: z.string(),
    file: z.string(),
    place: Place,
  }),
  /** What the picture is of: the data, which Keras. */
  about: z.array(z.string()),
  /** Follows the cursor, or stays with this loss. */
  isPinned: z.boolean(),
  /** As mathematics, in MathML, with its parameters' values, and as LaTeX; null where it cannot be written. */
  formula: z.optional(z.nullable(z.object({ mathml: z.string(), values: z.string(), latex: z.string() }))),
  /** The best first. */
  facts: z.array(Fact),
  parameters: z.array(Slider),
  samples: z.object({
    chosen: z.string(),
    /** False once a person has chosen in the page. */
    isAutomatic: z.boolean(),
    options: z.array(Named),
    /** How it came to be chosen: `chosen from the loss`, `fixed by a comment, line 3`. */
    reason: z.string(),
    /** Null where the set has no size; `label` says what is counted. */
    size: z.nullable(z.object({ label: z.string(), value: z.number(), min: z.number(), max: z.number() })),
  }),
  /** The views that fit, and the one that `data` answers. */
  views: z.array(ViewId),
  view: ViewId,
  options: z.array(ViewOption),
  comparisons: z.array(Compared),
  /** What may be added, grouped under headings. */
  comparable: z.array(z.object({ group: z.string(), entries: z.array(Compared) })),
  /** Whether the loss can be shown as it was when last saved. */
  hasSaved: z.boolean(),
  /** Where the cursor of the curve is to stand, and which time that was asked for: then it is the reader's again. */
  /** How often something outside of the page has chosen the view: the page turns to it then, whatever it shows. */
  turned: z.optional(z.number()),
  point: z.optional(z.nullable(z.object({ target: z.number(), x: z.number(), asked: z.number() }))),
  /** The last good picture; null only before there was one. */
  data: z.nullable(PlotData),
  /** Why `data` is not of the code as it stands now; it is then shown dimmed. */
  problem: z.nullable(
    z.object({
      kind: z.enum(["unsupported", "python", "limit", "syntax", "gone"]),
      message: z.string(),
      place: z.nullable(Place),
      steps: z.optional(z.array(NextStep)),
    }),
  ),
  /** That the picture is of something else than the code as it stands, such as the code with a fix. */
  notice: z.optional(z.nullable(z.object({ text: z.string(), place: z.nullable(Place), steps: z.array(NextStep) }))),
  /** Something a reader of the numbers must know: float64 computed in float32 … */
  notes: z.array(z.object({ text: z.string(), place: z.nullable(Place) })),
  /** What `print` wrote. */
  log: z.array(z.string()),
  /** Set once work takes longer than half a second. */
  busy: z.nullable(z.object({ text: z.string(), isCancellable: z.boolean() })),
  /** For the page to keep with its own state. */
  kept: z.optional(Kept),
});
export type Snapshot = z.output<typeof Snapshot>;

/** Before a loss was found: what the panel is for. */
const Empty = z.object({ type: z.literal("empty"), serial: z.number(), text: z.string() });

/** Answers the page's request to export, in words for the live region: `Saved curve.svg`. */
const Said = z.object({ type: z.literal("said"), text: z.string() });

export const ToPage = z.discriminatedUnion("type", [Snapshot, Empty, Said]);
export type ToPage = z.output<typeof ToPage>;

/**
 * What the page keeps with `setState` and the host reads back when the panel comes back after a
 * reload: enough to show the same loss in the same way.
 */
export const PageState = z.object({
  version: z.literal(2),
  loss: LossReference,
  isPinned: z.boolean(),
  /** Null while the choice is automatic. */
  samples: z.nullable(z.string()),
  parameters: z.record(z.string(), z.number()),
  comparisons: z.array(ComparisonId),
  view: ViewId,
  kept: z.optional(Kept),
});
export type PageState = z.output<typeof PageState>;

export const ToHost = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("setParameter"), name: z.string(), value: z.number() }),
  z.object({ type: z.literal("resetParameter"), name: z.string() }),
  z.object({ type: z.literal("writeParameter"), name: z.string(), value: z.number() }),
  /** `id` null: choose automatically again. */
  z.object({ type: z.literal("setSamples"), id: z.nullable(z.string()) }),
  z.object({ type: z.literal("setSampleSize"), size: z.number() }),
  z.object({ type: z.literal("setView"), view: ViewId }),
  z.object({
    type: z.literal("setOption"),
    id: z.string(),
    value: z.union([z.number(), z.string(), z.boolean()]),
  }),
  /** The zoomed part of the curve's axis, to be computed finer; null for all of it. */
  z.object({ type: z.literal("setDomain"), domain: z.nullable(z.tuple([z.number(), z.number()])) }),
  /** Where the curve's cursor rests, on the curve of which target; for who asks in the code what is there. */
  z.object({ type: z.literal("pointAt"), target: z.number(), x: z.number() }),
  z.object({ type: z.literal("addComparison"), id: ComparisonId }),
  z.object({ type: z.literal("removeComparison"), id: ComparisonId }),
  z.object({ type: z.literal("showSaved"), isShown: z.boolean() }),
  z.object({ type: z.literal("reveal"), place: Place }),
  z.object({ type: z.literal("pin"), isPinned: z.boolean() }),
  z.object({ type: z.literal("cancel") }),
  z.object({ type: z.literal("takeStep"), id: NextStep.shape.id }),
  z.object({ type: z.literal("chooseDataFile") }),
  /** Which columns of the data file are the target and the prediction; while one of them is none, the names decide. */
  z.object({ type: z.literal("setColumns"), ...ColumnChoice.shape }),
  /** `content` is text, or base64 where `encoding` says so. Python is written by the host, so its content is "". */
  z.object({
    type: z.literal("export"),
    format: z.enum(["svg", "png", "csv", "python", "latex"]),
    to: z.enum(["file", "clipboard"]),
    name: z.string(),
    content: z.string(),
    encoding: z.enum(["text", "base64"]),
    isLogarithmic: z.optional(z.boolean()),
    /** How the curves are read where losses are compared. */
    reading: z.optional(z.object({ difference: z.nullable(z.string()), isNormalized: z.boolean() })),
  }),
]);
export type ToHost = z.output<typeof ToHost>;

/** For `postMessage`: what JSON would spoil is packed. */
export function encodeToPage(message: ToPage): z.input<typeof ToPage> {
  return z.encode(ToPage, message);
}

/** Undefined for anything that is not one of ours. */
export function decodeToPage(data: unknown): ToPage | undefined {
  const read = z.safeDecode(ToPage, data as z.input<typeof ToPage>);
  return read.success ? read.data : undefined;
}

/** Undefined for anything that is not one of ours. */
export function readToHost(data: unknown): ToHost | undefined {
  const read = z.safeParse(ToHost, data);
  return read.success ? read.data : undefined;
}

/** Undefined for a state of another version, or none. */
export function readPageState(data: unknown): PageState | undefined {
  const read = z.safeParse(PageState, data);
  return read.success ? read.data : undefined;
}
