import { defineRule } from "../losses/rule.ts";
import type { Call } from "../python/ast.ts";

/** Layers that hold no variable and no seed: making one anew costs a moment and changes nothing. */
const withoutState =
  /^(?:Activation|Softmax|ReLU|LeakyReLU|ELU|ThresholdedReLU|Flatten|Reshape|Permute|RepeatVector|Lambda|Masking|Add|Subtract|Multiply|Average|Maximum|Minimum|Concatenate|Dot|Identity|Rescaling|Resizing|CenterCrop|CategoryEncoding|UnitNormalization|(?:Global)?(?:Max|Average|Avg)Pool(?:ing)?[123]D|Global(?:Max|Average|Avg)Pool(?:ing)?[123]D|UpSampling[123]D|ZeroPadding[123]D|Cropping[123]D|Input|InputLayer|InputSpec)$/;

const maker: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /^(?:tf\.)?keras\.(?:layers\.(?:\w+\.)*[A-Z]\w*)$/, what: "layer" },
  { pattern: /^(?:tf\.)?keras\.(?:models\.|engine\.(?:\w+\.)*)?(?:Model|Sequential|Functional)$/, what: "model" },
  { pattern: /^(?:tf\.)?keras\.applications\.(?:\w+\.)*[A-Z]\w*$/, what: "model" },
  {
    pattern:
      /^(?:tf\.)?keras\.(?:models\.(?:load_model|model_from_json|model_from_yaml|clone_model)|saving\.load_model)$/,
    what: "model",
  },
  { pattern: /^(?:tf\.(?:compat\.v1\.)?Variable|(?:tf\.)?keras\.(?:Variable|backend\.variable))$/, what: "variable" },
  { pattern: /^tf\.(?:compat\.v1\.)?get_variable$/, what: "variable" },
  { pattern: /^(?:tf\.)?keras\.optimizers\.(?:\w+\.)*[A-Z]\w*$/, what: "optimizer" },
  { pattern: /^(?:tf\.)?keras\.metrics\.(?:\w+\.)*[A-Z]\w*$/, what: "metric" },
];

export const workInLoss = defineRule({
  id: "work-in-loss",
  severity: "warning",
  summary: "A variable, layer or model is made inside the loss, on every call",

  checkLoss({ flow, resolver, source, report }) {
    if (!flow) return;
    const guards = flow.nodes("If").filter(({ test }) => /\bNone\b|\bnot\b|hasattr|built/.test(source(test)));
    for (const node of flow.nodes("Call")) {
      const what = madeBy(node);
      if (what === undefined) continue;
      // `if self.vgg is None: self.vgg = …` makes it once.
      if (guards.some(({ range }) => range.start <= node.range.start && node.range.end <= range.end)) continue;
      report(node, `This makes a new ${what} each time the loss runs: make it once, outside, and use it here.`);
    }

    function madeBy(node: Call): string | undefined {
      const qualified = resolver.qualifiedName(node.function);
      if (qualified === undefined) return undefined;
      const found = maker.find(({ pattern }) => pattern.test(qualified));
      const name = qualified.slice(qualified.lastIndexOf(".") + 1);
      return found?.what === "layer" && withoutState.test(name) ? undefined : found?.what;
    }
  },
});
