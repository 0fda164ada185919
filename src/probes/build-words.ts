/** What an error of building is about, told by the words of Keras, its frameworks and Python. */

import type { BuildError } from "../evaluate/build-question.ts";

/** What no tensor of a training step can do, whatever its shape: the words of TensorFlow, JAX, PyTorch and NumPy for it. */
const ofTracedTensors =
  /SymbolicTensor|KerasTensor|symbolic (?:`?tf\.)?Tensor|'Tensor' object|Tracer|Traced\w*Array|JAX arrays?|ConcretizationTypeError|NoneType|None values not supported|unknown (?:rank|TensorShape)/u;

const ofShapes = /shapes? |dimension|incompatible|out of bounds|must be equal/iu;

/** A shape is the data's, and which data the loss is for is not certain. */
export function isOfShapes({ exception, message }: BuildError): boolean {
  return /^(?:ValueError|InvalidArgumentError|IndexError)$/u.test(exception) && ofShapes.test(message);
}

/**
 * What the person raises is said to whoever calls the loss wrongly. A name of a module that is not there to be read may
 * be anything.
 */
export function isOfTracing(error: BuildError): boolean {
  if (isRaised(error)) return false;
  return alongBatch.test(error.message) || (ofTracedTensors.test(error.message) && !isOfShapes(error));
}

/** What TensorFlow Probability's models give is a distribution, of which its own loss asks the likelihood. */
const ofDistributions = /has no attribute '(?:log_)?(?:prob|cdf|survival_function)'/u;

/** `unstack` along the batch, whose length no training step knows. */
const alongBatch = /^Cannot infer argument `num` from shape \(None\b/u;

/** By the person's own code, or because it is not given a tensor at all. */
export function isRaised({ expression, message }: BuildError): boolean {
  return /^(?:raise|assert)\b/u.test(expression) || ofDistributions.test(message);
}

/** Whole numbers or booleans meet floats: TensorFlow's words, in a graph and at once. */
export function isOfDTypes({ message }: BuildError): boolean {
  return /has type \w+ that does not match type \w+|was expected to be an? \w+ tensor but is an? \w+ tensor|must have the same dtype/u.test(
    message,
  );
}

/** What Keras says goes on for a page where it gives advice. */
export function firstSentences(message: string): string {
  const [first = ""] = message.trim().split(/\n\s*\n/u);
  const line = first.replace(/\s+/gu, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

const longest = 240;
