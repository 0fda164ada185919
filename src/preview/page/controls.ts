/** Beside the picture: sample data, the loss's parameters, the view's own controls. */

import { say, sentenceOf } from "../../python/say.ts";
import type { Slider, Snapshot, ViewOption } from "../messages.ts";
import { formatNumber } from "../plot/numbers.ts";
import type { PageContext, Part } from "./context.ts";
import { fill, h } from "./dom.ts";
import { createNumberControl, type NumberControl } from "./number-control.ts";

export function group(title: string, ...content: (Node | string | false)[]): HTMLElement {
  return h("section", { class: "group", "aria-label": title }, h("h2", {}, title), ...content);
}

export function createSamples(context: PageContext): Part {
  const select = h("select", {
    "aria-label": say("Sample data"),
    onchange: () => context.send({ type: "setSamples", id: select.value === "" ? null : select.value }),
  });
  const reason = h("p", { class: "aside" });
  const size = h("div", {});
  let control: NumberControl | undefined;
  return {
    element: group(say("Sample data"), select, reason, size),
    update({ samples }) {
      fill(select, samples.options, () => [
        h("option", { value: "" }, say("Choose from the loss")),
        ...samples.options.map(({ id, label }) => h("option", { value: id }, label)),
      ]);
      select.value = samples.chosen;
      reason.textContent = sentenceOf(samples.reason);
      const range = samples.size;
      fill(size, range && [range.label, range.min, range.max], () => {
        control =
          range === null
            ? undefined
            : createNumberControl(
                range.label,
                { min: range.min, max: range.max, step: 1, scale: "linear" },
                (value) => context.send({ type: "setSampleSize", size: Math.round(value) }),
                context.hold,
              );
        return [control?.element];
      });
      if (range !== null) control?.show(range.value);
    },
  };
}

function shape({ name, min, max, step, scale, isWritable }: Slider): unknown {
  return { name, min, max, step, scale, isWritable };
}

export function createParameters(context: PageContext): Part {
  const list = h("div", {});
  const reset = h(
    "button",
    {
      type: "button",
      class: "link reset",
      onclick: () => {
        for (const name of changedNames) context.send({ type: "resetParameter", name });
      },
    },
    say("Reset all"),
  );
  const element = group(say("Parameters"), list, reset);
  element.classList.add("named");
  let changedNames: readonly string[] = [];
  let rows: { control: NumberControl; changed: HTMLElement; was: HTMLElement }[] = [];
  const values = new Map<string, number>();

  const row = (slider: Slider): HTMLElement => {
    const { name } = slider;
    const control = createNumberControl(
      name,
      slider,
      (value) => context.send({ type: "setParameter", name, value }),
      context.hold,
    );
    const was = h("span", { class: "was" });
    // It keeps its room while there is nothing to reset: the next slider stays where it is.
    const changed = h(
      "div",
      { class: "changed" },
      was,
      h(
        "button",
        {
          type: "button",
          class: "link",
          "aria-label": say("reset {0}", name),
          onclick: () => context.send({ type: "resetParameter", name }),
        },
        say("Reset"),
      ),
      slider.isWritable &&
        h(
          "button",
          {
            type: "button",
            class: "link",
            "aria-label": say("write into code: {0}", name),
            onclick: () => context.send({ type: "writeParameter", name, value: values.get(name) ?? slider.value }),
          },
          say("Write into code"),
        ),
    );
    rows.push({ control, changed, was });
    return h("div", { class: "parameter" }, control.element, changed);
  };

  return {
    element,
    update({ parameters }: Snapshot) {
      element.hidden = parameters.length === 0;
      changedNames = parameters.filter(({ value, initial }) => value !== initial).map(({ name }) => name);
      // One that is changed has a reset of its own.
      const hadResetFocus = reset === document.activeElement;
      const canReset = changedNames.length >= 2;
      reset.hidden = parameters.length < 2;
      reset.classList.toggle("absent", !canReset);
      if (!canReset && hadResetFocus) rows[0]?.control.focus();
      fill(list, parameters.map(shape), () => {
        rows = [];
        return parameters.map(row);
      });
      parameters.forEach((slider, index) => {
        const shown = rows[index];
        values.set(slider.name, slider.value);
        shown?.control.show(slider.value);
        if (shown === undefined) return;
        const hadFocus = shown.changed.contains(document.activeElement);
        const isChanged = slider.value !== slider.initial;
        shown.changed.classList.toggle("absent", !isChanged);
        if (!isChanged && hadFocus) shown.control.focus();
        shown.was.textContent = say("was {0}", formatNumber(slider.initial));
      });
    },
  };
}

type NumberOption = Extract<ViewOption, { kind: "number" }>;

export function createOptions(context: PageContext): Part {
  const list = h("div", {});
  const element = group(say("View"), list);
  element.classList.add("named");
  const numbers = new Map<string, NumberControl>();

  const build = (option: ViewOption): HTMLElement => {
    if (option.kind === "number") {
      const control = createNumberControl(
        option.label,
        option,
        (value) => context.send({ type: "setOption", id: option.id, value }),
        context.hold,
      );
      numbers.set(option.id, control);
      return control.element;
    }
    if (option.kind === "choice") {
      const select = h(
        "select",
        {
          "data-option": option.id,
          "aria-label": option.label,
          onchange: () => context.send({ type: "setOption", id: option.id, value: select.value }),
        },
        ...option.choices.map(({ value, label }) => h("option", { value }, label)),
      );
      return h("label", { class: "choice" }, h("span", {}, option.label), select);
    }
    const box = h("input", {
      type: "checkbox",
      "data-option": option.id,
      onchange: () => context.send({ type: "setOption", id: option.id, value: box.checked }),
    });
    return h("label", { class: "check" }, box, h("span", {}, option.label));
  };

  return {
    element,
    update({ options }) {
      element.hidden = options.length === 0;
      fill(
        list,
        options.map((option) => ({ ...option, value: null })),
        () => {
          numbers.clear();
          return options.map(build);
        },
      );
      for (const option of options) {
        if (option.kind === "number") numbers.get(option.id)?.show((option as NumberOption).value);
        const input = list.querySelector(`[data-option="${CSS.escape(option.id)}"]`);
        if (option.kind === "choice" && input instanceof HTMLSelectElement) input.value = option.value;
        if (option.kind === "toggle" && input instanceof HTMLInputElement) input.checked = option.value;
      }
    },
  };
}
