/** What a module's own text says about its models: the layers that they end in. */

import type { Attribute, Call, ClassDefinition, Expression, FunctionDefinition, Name } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { ownReturns } from "../factory.ts";
import { argumentOf } from "../find-uses.ts";
import type { ModuleIndex, Placed } from "../module-index.ts";
import type { Resolver } from "../resolve.ts";
import { certainValue, certainValues } from "./certain-values.ts";
import type { Layer, ModelOutput } from "./layer.ts";
import { readModelChanges } from "./model-changes.ts";

export interface ModelReader {
  /** One for each output of the model that a call is a method of; undefined where that is not certain. */
  outputs(model: Expression, at: Placed<Call>): readonly ModelOutput[] | undefined;
}

/** Where a model is asked about: what is added to it later, or elsewhere, is not certain. */
interface Place {
  readonly within: object | undefined;
  readonly before: number;
}

const layerName = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*([A-Z]\w*|concatenate|add|multiply|average|maximum|minimum)$/;
const functionName = /^(?:(?:tf\.)?keras\.(?:activations|ops|backend)|tf\.nn|tf\.math|tf)\.(softmax|sigmoid)$/;
const modelClass = /^(?:tf\.)?keras\.(?:models\.|engine\.(?:\w+\.)*)?(?:Model|Functional)$/;
const sequentialClass = /^(?:tf\.)?keras\.(?:models\.)?Sequential$/;
const deepest = 200;
/** Models within models, and functions that make one. */
const mostNested = 8;

/** Answers for one module. */
export function createModelReader(names: ModuleNames, index: ModuleIndex, resolver: Resolver): ModelReader {
  const heldBy = (node: Expression): Expression | undefined => certainValue(node, names, resolver);
  const changes = readModelChanges(names, index, resolver);

  function outputsOf(model: Expression, place: Place, depth: number): readonly ModelOutput[] | undefined {
    if (depth > mostNested) return undefined;
    if (model.kind !== "Name" && model.kind !== "Attribute") return made(model, undefined, place, depth);
    const binding = model.kind === "Name" ? names.bindingOf(model) : undefined;
    if (model.kind === "Name" && binding?.sites.length !== 1) return undefined;
    const value = heldBy(model);
    return value && made(value, model, place, depth);
  }

  /** Of what makes a model, and the name that it is given. */
  function made(
    value: Expression,
    name: Name | Attribute | undefined,
    place: Place,
    depth: number,
  ): readonly ModelOutput[] | undefined {
    const qualified = value.kind === "Call" ? (resolver.qualifiedName(value.function) ?? "") : "";
    if (value.kind === "Call" && sequentialClass.test(qualified)) return one(sequence(value, name, place, depth));
    // What comes from elsewhere and is added to here ends in what nobody follows.
    if (name !== undefined && (changes.of(name).length > 0 || changes.isHandedOn(name))) return undefined;
    if (value.kind === "Name" || value.kind === "Attribute") return outputsOf(value, place, depth + 1);
    if (value.kind !== "Call") return undefined;
    const { function: callee } = value;
    if (modelClass.test(qualified)) {
      const outputs = argumentOf(value, "outputs", 1) ?? argumentOf(value, "output", undefined);
      return outputs && tensors(outputs.value, depth);
    }
    const meant = callee.kind === "Name" ? resolver.resolve(callee) : undefined;
    if (meant?.kind === "class") return subclassed(meant.node, depth);
    const builder =
      meant?.kind === "function" ? meant.node : callee.kind === "Attribute" ? resolver.method(callee) : undefined;
    const returned = builder && soleReturn(builder);
    return returned && outputsOf(returned, { within: builder, before: returned.range.start }, depth + 1);
  }

  /** What `call` returns, of a class that is a model. */
  function subclassed(node: ClassDefinition, depth: number): readonly ModelOutput[] | undefined {
    if (!node.bases.some(({ value }) => modelClass.test(resolver.qualifiedName(value) ?? ""))) return undefined;
    const call = node.body.find((at) => at.kind === "FunctionDefinition" && at.name === "call");
    const returned = call?.kind === "FunctionDefinition" ? soleReturn(call) : undefined;
    return returned && tensors(returned, depth);
  }

  /** A model's outputs as tensors: one, several in a list, or each by a name. */
  function tensors(node: Expression, depth: number): readonly ModelOutput[] | undefined {
    const value = node.kind === "Name" ? (heldBy(node) ?? node) : node;
    if (value.kind === "List" || value.kind === "Tuple") return all(value.elements.map((each) => [undefined, each]));
    if (value.kind !== "Dict") return one(tensor(node, depth));
    return all(value.entries.map(({ key, value: each }) => [textIn(key), each]));

    function all(named: readonly (readonly [string | undefined, Expression])[]): readonly ModelOutput[] | undefined {
      const found = named.map(([name, each]): ModelOutput | undefined => {
        const layer = tensor(each, depth);
        return layer && { name: name ?? nameOf(layer), layer };
      });
      // Which loss goes with which counts from the first.
      return found.every((each) => each !== undefined) ? found : undefined;
    }
  }

  const known = new Map<Expression, Layer | undefined>();

  /** The layer that made a tensor. */
  function tensor(node: Expression | undefined, depth: number): Layer | undefined {
    if (node === undefined || depth > deepest) return undefined;
    if (!known.has(node)) known.set(node, layerOf(node, depth));
    return known.get(node);
  }

  function layerOf(node: Expression, depth: number): Layer | undefined {
    if (node.kind === "Name") return tensor(heldBy(node), depth + 1);
    if (node.kind === "List" && node.elements.length === 1) return tensor(node.elements[0], depth + 1);
    if (node.kind !== "Call") return undefined;
    const given = node.arguments[0]?.value;
    const inputs = (): readonly (Layer | undefined)[] =>
      given === undefined
        ? []
        : given.kind === "List" || given.kind === "Tuple"
          ? given.elements.map((each) => tensor(each, depth + 1))
          : [tensor(given, depth + 1)];
    const qualified = resolver.qualifiedName(node.function) ?? "";
    const own = functionName.exec(qualified)?.[1] ?? layerName.exec(qualified)?.[1];
    // `Input(shape=…)`, `concatenate([a, b])`
    if (own !== undefined && (own === "Input" || /^[a-z]/.test(own)))
      return { kind: own[0]!.toUpperCase() + own.slice(1), call: node, inputs };
    if (/^(?:tf\.)?keras\.Input$/.test(qualified)) return { kind: "Input", call: node, inputs };
    const layer = layerCall(node.function, depth);
    if (layer !== undefined) return { ...layer, inputs };
    // A model within a model: what it ends in, whatever it is given.
    return endOf(node.function, depth);
  }

  /** The last layer of a model that stands within another. */
  function endOf(model: Expression, depth: number): Layer | undefined {
    const scope = model.kind === "Name" ? names.scopeOf(model).node : undefined;
    const within = scope?.kind === "FunctionDefinition" ? scope : undefined;
    const outputs = outputsOf(model, { within, before: model.range.start }, depth + 1);
    return outputs?.length === 1 ? outputs[0]!.layer : undefined;
  }

  /** The call that makes a layer, through the one name that it may have. */
  function layerCall(node: Expression | undefined, depth: number): Pick<Layer, "kind" | "call"> | undefined {
    if (node === undefined || depth > deepest) return undefined;
    if (node.kind === "Attribute" || node.kind === "Name") {
      const isOne = node.kind === "Attribute" || names.bindingOf(node)?.sites.length === 1;
      const value = isOne ? heldBy(node) : undefined;
      return value && value !== node ? layerCall(value, depth + 1) : undefined;
    }
    if (node.kind !== "Call") return undefined;
    const kind = layerName.exec(resolver.qualifiedName(node.function) ?? "")?.[1];
    return kind === undefined || /^[a-z]/.test(kind) ? undefined : { kind, call: node };
  }

  /** The last of `Sequential([…])`, or of the `model.add(…)` that follow one after another. */
  function sequence(value: Call, name: Name | Attribute | undefined, place: Place, depth: number): Layer | undefined {
    const layers = listed(value, name, place);
    const at = (position: number): Layer | undefined => {
      const node = layers?.[position];
      const inputs = (): readonly (Layer | undefined)[] => (position === 0 ? [] : [at(position - 1)]);
      const layer = layerCall(node, 0);
      if (layer !== undefined) return { ...layer, inputs };
      return node && endOf(node, depth);
    };
    return layers && at(layers.length - 1);
  }

  function listed(
    value: Call,
    name: Name | Attribute | undefined,
    { within, before }: Place,
  ): readonly Expression[] | undefined {
    const first = argumentOf(value, "layers", 0)?.value;
    const given = first === undefined ? [] : first.kind === "List" ? first.elements : undefined;
    if (given === undefined || given.some(({ kind }) => kind === "Starred")) return undefined;
    const added = name === undefined ? [] : changes.of(name);
    const body = within === undefined ? names.module.body : (within as FunctionDefinition).body;
    const own = Array.isArray(body) ? certainValues(body) : new Set<Expression>();
    const areCertain = added.every(
      ({ node, enclosing }) =>
        isPlainAdd(node) && enclosing?.node === within && own.has(node) && node.range.start < before,
    );
    return areCertain && !(name && changes.isHandedOn(name))
      ? [...given, ...added.map(({ node }) => node.arguments[0]!.value)]
      : undefined;
  }

  return {
    outputs: (model, { node, enclosing }) => outputsOf(model, { within: enclosing?.node, before: node.range.start }, 0),
  };
}

function one(layer: Layer | undefined): readonly ModelOutput[] | undefined {
  return layer && [{ name: nameOf(layer), layer }];
}

function nameOf({ call }: Layer): string | undefined {
  return textIn(argumentOf(call, "name", undefined)?.value);
}

function textIn(node: Expression | undefined): string | undefined {
  return node?.kind === "Constant" && typeof node.value === "string" ? node.value : undefined;
}

function isPlainAdd({ function: callee, arguments: given }: Call): boolean {
  return callee.kind === "Attribute" && callee.attribute === "add" && given.length === 1;
}

/** What a function returns that has one `return`, and no decorator that could make something else of it. */
function soleReturn(node: FunctionDefinition): Expression | undefined {
  const returns = ownReturns(node);
  return returns.length === 1 && node.decorators.length === 0 ? returns[0]!.value : undefined;
}
