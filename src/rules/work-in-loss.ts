import { defineRule } from "./rule.ts";

const variable =
  /^(?:tf\.(?:compat\.v1\.)?(?:Variable|get_variable)|(?:tf\.)?keras\.(?:Variable|backend\.(?:variable|random_normal_variable|random_uniform_variable)))$/;
const layer = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*[A-Z]\w*$/;
const model =
  /^(?:tf\.)?keras\.(?:(?:models\.)?(?:Model|Sequential)|models\.(?:load_model|clone_model|model_from_json)|saving\.load_model|applications\.(?:\w+\.)*[A-Z]\w*|Input)$/;

export const workInLoss = defineRule({
  id: "work-in-loss",
  severity: "warning",
  summary: "A variable, a layer or a model is made inside a loss, on every call",

  check({ kerasLosses, flowOf, resolver, source, report }) {
    const told = new Set<object>();
    for (const loss of kerasLosses) {
      for (const call of flowOf(loss)?.nodes("Call") ?? []) {
        const name = resolver.qualifiedName(call.function);
        if (name === undefined || told.has(call)) continue;
        const what = variable.test(name)
          ? "a variable"
          : layer.test(name)
            ? "a layer"
            : model.test(name)
              ? "a model"
              : undefined;
        if (!what) continue;
        told.add(call);
        report(
          call,
          `'${source(call.function)}' makes ${what} anew on every call of the loss, and what it would learn is lost: make it once, outside.`,
        );
      }
    }
  },
});
