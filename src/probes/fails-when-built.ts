import type { BuildError } from "../evaluate/evaluation.ts";
import { defineProbe } from "./probe.ts";

export const failsWhenBuilt = defineProbe({
  id: "fails-when-built",
  severity: "error",
  summary: "Keras raises an error while it builds the training step",

  async ask({ loss, run, quote, report }) {
    const built = await run.build();
    if (built.kind !== "failed" || !built.isCertain || !isOfTracing(built.error)) return;
    const { exception, message, path, range, expression } = built.error;
    // It is not the loss's text that fails, but what it returns: a stub, a base class.
    if (range === undefined || expression === loss.name) return;
    const place = { path, range };
    report(place, `\`${quote(place)}\` cannot be built: ${exception}: ${firstSentences(message)}`);
  },
});

/** What no tensor of a training step can do, whatever its shape: the words of TensorFlow, JAX, PyTorch and NumPy for it. */
const ofTracedTensors =
  /SymbolicTensor|KerasTensor|symbolic (?:`?tf\.)?Tensor|'Tensor' object|Tracer|Traced\w*Array|JAX arrays?|ConcretizationTypeError|NoneType|None values not supported|unknown (?:rank|TensorShape)/u;

/**
 * A shape is the data's, and which data the loss is for is not certain. What the person raises is said to whoever calls
 * it wrongly. A name of a module that is not there to be read may be anything.
 */
function isOfTracing({ exception, message, expression }: BuildError): boolean {
  if (/^(?:raise|assert)\b/u.test(expression)) return false;
  if (!ofTracedTensors.test(message)) return false;
  return !(/^(?:ValueError|InvalidArgumentError|IndexError)$/u.test(exception) && ofShapes.test(message));
}

const ofShapes = /shapes? |dimension|incompatible|out of bounds|must be equal/iu;

/** What Keras says goes on for a page where it gives advice. */
function firstSentences(message: string): string {
  const [first = ""] = message.trim().split(/\n\s*\n/u);
  const line = first.replace(/\s+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

const longest = 240;
