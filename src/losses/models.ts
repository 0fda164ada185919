/** What a module's own text says about its models: what they end in. */

import type { Argument, Call, Expression, Name } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { argumentOf } from "./find-uses.ts";
import type { Enclosing, ModuleIndex, Placed } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";

export interface ModelReader {
  /** What the last layer of the model does to its output; undefined where that is not certain. */
  outputActivation(model: Expression, at: Placed<Call>): OutputActivation | undefined;
  /** The call that makes the model's last layer; undefined where that is not certain. */
  outputLayer(model: Expression, at: Placed<Call>): OutputLayer | undefined;
}

export interface OutputLayer {
  /** Without its module: `Dense`. */
  readonly kind: string;
  readonly call: Call;
}

export interface OutputActivation {
  readonly kind: "probabilities" | "logits";
  /** `softmax`, `sigmoid`, or `linear`. */
  readonly name: string;
  /** The last layer. */
  readonly layer: Call;
}

const layerClass = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*[A-Z]\w*$/;
const modelClass = /^(?:tf\.)?keras\.(?:models\.|engine\.(?:\w+\.)*)?(?:Model|Functional)$/;
const sequentialClass = /^(?:tf\.)?keras\.(?:models\.)?Sequential$/;
const deepest = 200;

/** Answers for one module. */
export function createModelReader(names: ModuleNames, index: ModuleIndex, resolver: Resolver): ModelReader {
  /** What a name holds where its value is certain: one that is assigned plainly. */
  const valueNamed = (name: Name): Expression | undefined => {
    const meant = resolver.resolve(name);
    return meant?.kind === "value" ? meant.value : undefined;
  };

  const isCallOf = (node: Expression, pattern: RegExp): boolean =>
    node.kind === "Call" && pattern.test(resolver.qualifiedName(node.function) ?? "");

  /** What `read` makes of the last layer, as the code names or makes it. */
  function readOutput<T>(
    model: Expression,
    at: Placed<Call>,
    read: (layer: Expression | undefined, depth: number) => T | undefined,
  ): T | undefined {
    if (model.kind !== "Name") return undefined;
    const sites = names.bindingOf(model)?.sites ?? [];
    const value = sites.length === 1 ? valueNamed(model) : undefined;
    if (value?.kind !== "Call") return undefined;
    if (isCallOf(value, sequentialClass)) return read(lastLayer(model, value, at), 0);
    if (!isCallOf(value, modelClass)) return undefined;
    const outputs = argumentOf(value, "outputs", 1) ?? argumentOf(value, "output", undefined);
    return outputs && readLayerOf(outputs.value, 0, read);
  }

  /** The last of `Sequential([…])`, or of the `model.add(…)` that follow one after another. */
  function lastLayer(model: Name, made: Call, at: Placed<Call>): Expression | undefined {
    const binding = names.bindingOf(model);
    const isOwn = (owner: Expression): boolean => owner.kind === "Name" && names.bindingOf(owner) === binding;
    const added = index.calls.filter(
      ({ node }) =>
        node.function.kind === "Attribute" &&
        /^(?:add|pop)$/.test(node.function.attribute) &&
        isOwn(node.function.value),
    );
    const first = made.arguments[0]?.value;
    if (added.length === 0) return first?.kind === "List" ? first.elements.at(-1) : undefined;
    if (added.some(({ node, enclosing }) => !isPlainAdd(node) || enclosing !== at.enclosing)) return undefined;
    if (added.some(({ node }) => isUnderCondition(node, at.enclosing))) return undefined;
    const before = added.filter(({ node }) => node.range.start < at.node.range.start);
    return before.length === added.length ? before.at(-1)?.node.arguments[0]?.value : undefined;
  }

  function isPlainAdd({ function: callee, arguments: given }: Call): boolean {
    return callee.kind === "Attribute" && callee.attribute === "add" && given.length === 1;
  }

  /** Indented further than the statements of its function: it may not run, or run again. */
  function isUnderCondition(node: Call, enclosing: Enclosing | undefined): boolean {
    const body = enclosing?.node.kind === "FunctionDefinition" ? enclosing.node.body : names.module.body;
    return !body.some((at) => at.kind === "ExpressionStatement" && at.value === node);
  }

  /** A functional model's output, back to the layer that made it. */
  function readLayerOf<T>(
    node: Expression,
    depth: number,
    read: (layer: Expression | undefined, depth: number) => T | undefined,
  ): T | undefined {
    if (depth > deepest) return undefined;
    if (node.kind === "Name") {
      const binding = names.bindingOf(node);
      const value = valueNamed(node);
      const isPlain = binding?.sites.every((site) => site.kind === "assignment" && site.value !== undefined);
      return isPlain && value && value !== node ? readLayerOf(value, depth + 1, read) : undefined;
    }
    if ((node.kind === "List" || node.kind === "Tuple") && node.elements.length === 1)
      return readLayerOf(node.elements[0]!, depth + 1, read);
    return node.kind === "Call" ? read(node.function, depth) : undefined;
  }

  /** The call that makes a layer, through the one name that it may have. */
  function layerCall(layer: Expression | undefined, depth: number): OutputLayer | undefined {
    if (!layer || depth > deepest) return undefined;
    if (layer.kind === "Name") {
      const value = names.bindingOf(layer)?.sites.length === 1 ? valueNamed(layer) : undefined;
      return value && value !== layer ? layerCall(value, depth + 1) : undefined;
    }
    if (layer.kind !== "Call") return undefined;
    const name = resolver.qualifiedName(layer.function);
    if (name === undefined || !layerClass.test(name)) return undefined;
    return { kind: name.slice(name.lastIndexOf(".") + 1), call: layer };
  }

  function activationOfLast(expression: Expression | undefined, depth: number): OutputActivation | undefined {
    const found = layerCall(expression, depth);
    if (found === undefined) return undefined;
    const { kind, call: layer } = found;
    if (layer.arguments.some(({ isDoubleStarred, value }) => isDoubleStarred || value.kind === "Starred"))
      return undefined;
    if (kind === "TimeDistributed") return activationOfLast(argumentOf(layer, "layer", 0)?.value, depth + 1);
    if (kind === "Softmax") return { kind: "probabilities", name: "softmax", layer };
    if (kind === "Activation") return activationNamed(argumentOf(layer, "activation", 0), layer);
    const isDense = kind === "Dense";
    if (!isDense && !/^(?:Separable|Depthwise)?Conv(?:olution)?[123]D(?:Transpose)?$/.test(kind)) return undefined;
    const given = argumentOf(layer, "activation", isDense ? 1 : undefined);
    if (given) return activationNamed(given, layer);
    // A convolution's activation could stand by position, far back.
    const isBare = isDense || layer.arguments.filter((argument) => argument.name === undefined).length <= 3;
    return isBare ? { kind: "logits", name: "linear", layer } : undefined;
  }

  function activationNamed(argument: Argument | undefined, layer: Call): OutputActivation | undefined {
    if (!argument) return undefined;
    const { value } = argument;
    if (value.kind === "Constant" && value.value === null) return { kind: "logits", name: "linear", layer };
    const qualified = resolver.qualifiedName(value);
    const known = /^(?:(?:tf\.)?keras\.(?:activations|ops|backend)|tf\.nn|tf\.math|tf)\.(softmax|sigmoid|linear)$/;
    const name =
      value.kind === "Constant" && typeof value.value === "string" ? value.value : known.exec(qualified ?? "")?.[1];
    if (name === "softmax" || name === "sigmoid") return { kind: "probabilities", name, layer };
    return name === "linear" ? { kind: "logits", name, layer } : undefined;
  }

  return {
    outputActivation: (model, at) => readOutput(model, at, activationOfLast),
    outputLayer: (model, at) => readOutput(model, at, layerCall),
  };
}
