import { takesOutputFirst } from "../keras/crossentropy-order.ts";
import { flowAround, meaning } from "../losses/argument-meaning.ts";
import { argumentOf } from "../losses/find-uses.ts";
import { defineRule } from "../losses/rule.ts";

const crossentropy = /^(?:tf\.)?keras\.backend\.(?:binary|categorical|sparse_categorical)_crossentropy$/;

export const crossentropyArgumentOrder = defineRule({
  id: "crossentropy-argument-order",
  severity: "error",
  summary: "K.*crossentropy is called in the argument order of another Keras",

  check(context) {
    const { resolver, keras, source, report } = context;
    for (const { node: call } of resolver.callsOf(crossentropy)) {
      const isThroughTensorFlow = resolver.qualifiedName(call.function)!.startsWith("tf.");
      const isOld = !isThroughTensorFlow && takesOutputFirst(keras);
      const [one, two] = isOld ? ["output", "target"] : ["target", "output"];
      const first = argumentOf(call, one!, 0);
      const second = argumentOf(call, two!, 1);
      if (!first || !second) continue;
      const flow = flowAround(call, context);
      const found = [meaning(first.value, flow), meaning(second.value, flow)];
      const isSwapped = isOld ? found[0] === "true" && found[1] === "pred" : found[0] === "pred" && found[1] === "true";
      if (!isSwapped) continue;
      const name = source(call.function);
      const since = isOld
        ? `'${name}' takes (output, target) here: ${keras.evidence}.`
        : keras.isKnown || isThroughTensorFlow
          ? `'${name}' takes (target, output) since Keras 2.0.7.`
          : `'${name}' takes (target, output) since Keras 2.0.7, assumed here: nothing names a version of Keras.`;
      report(
        call,
        since,
        {
          title: "Swap the two arguments",
          edits: [
            { range: first.value.range, newText: source(second.value) },
            { range: second.value.range, newText: source(first.value) },
          ],
        },
        keras.isKnown || isThroughTensorFlow ? {} : { atMost: "info" },
      );
    }
  },
});
