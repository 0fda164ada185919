/** Which expressions of a module are symbolic tensors of a Keras model rather than values. */

import type { Expression, Name } from "../python/ast.ts";
import type { Resolver } from "./resolve.ts";

const layerClass = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*[A-Z]\w*$/;
const inputFunction = /^(?:tf\.)?keras\.(?:layers\.|engine\.(?:\w+\.)*)?Input$/;
const modelMaker =
  /^(?:tf\.)?keras\.(?:(?:models\.)?(?:Model|Sequential|load_model|clone_model)|applications\.(?:\w+\.)*[A-Z]\w*)$/;
const mergeFunction = /^(?:tf\.)?keras\.layers\.(?:add|subtract|multiply|average|maximum|minimum|concatenate|dot)$/;
const deepest = 200;

/** Asks whether an expression is an `Input`, what a layer makes of one, or a model's `output`: only where that is certain. */
export function createSymbolicTest(resolver: Resolver): (node: Expression) => boolean {
  /** What a name holds where its value is certain: one that is assigned plainly. */
  const valueNamed = (name: Name): Expression | undefined => {
    const meant = resolver.resolve(name);
    return meant?.kind === "value" ? meant.value : undefined;
  };

  const isCallOf = (node: Expression, pattern: RegExp): boolean =>
    node.kind === "Call" && pattern.test(resolver.qualifiedName(node.function) ?? "");

  /** `Dense(3)`, a name for it, a model, or a wrapper around either. */
  const isLayer = (node: Expression, depth: number): boolean => {
    if (depth > deepest) return false;
    if (node.kind === "Name") {
      const value = valueNamed(node);
      return value !== undefined && value !== node && isLayer(value, depth + 1);
    }
    return isCallOf(node, layerClass) || isModel(node, depth);
  };

  const isModel = (node: Expression, depth: number): boolean => {
    if (depth > deepest) return false;
    if (node.kind === "Name") {
      const value = valueNamed(node);
      return value !== undefined && value !== node && isModel(value, depth + 1);
    }
    return isCallOf(node, modelMaker);
  };

  const known = new Map<Expression, boolean>();
  const isSymbolic = (node: Expression, depth = 0): boolean => {
    const answer = known.get(node);
    if (answer !== undefined) return answer;
    if (depth > deepest) return false;
    known.set(node, false); // a name that leads back to itself
    const is = decide(node, depth + 1);
    known.set(node, is);
    return is;
  };

  function decide(node: Expression, depth: number): boolean {
    switch (node.kind) {
      case "Name": {
        const value = valueNamed(node);
        return value !== undefined && isSymbolic(value, depth);
      }
      case "List":
      case "Tuple":
        return node.elements.some((element) => isSymbolic(element, depth));
      case "BinaryOperation":
        return isSymbolic(node.left, depth) || isSymbolic(node.right, depth);
      case "Call": {
        if (isCallOf(node, inputFunction)) return true;
        const first = node.arguments[0]?.value;
        if (!first || !isSymbolic(first, depth)) return false;
        return isCallOf(node, mergeFunction) || isLayer(node.function, depth);
      }
      case "Subscript":
        return (
          node.value.kind === "Attribute" && /^(?:in|out)puts$/.test(node.value.attribute) && decide(node.value, depth)
        );
      case "Attribute": {
        // `self.hidden`, which a class is given once.
        const given = resolver.attribute(node);
        if (given !== undefined) return isSymbolic(given, depth);
        return /^(?:in|out)puts?$/.test(node.attribute) && isPartOfModel(node.value, depth);
      }
      default:
        return false;
    }
  }

  /** A model, one of its layers, or a layer that has been applied. */
  function isPartOfModel(node: Expression, depth: number): boolean {
    if (isLayer(node, depth)) return true;
    if (node.kind === "Subscript" && node.value.kind === "Attribute" && node.value.attribute === "layers")
      return isModel(node.value.value, depth);
    return (
      node.kind === "Call" &&
      node.function.kind === "Attribute" &&
      node.function.attribute === "get_layer" &&
      isModel(node.function.value, depth)
    );
  }

  return (node) => isSymbolic(node);
}
