/** Take it away: the picture as SVG and PNG, its numbers as CSV, a Python script that draws it with Keras. */

import { say } from "../../python/say.ts";
import type { ToHost } from "../messages.ts";
import { type Heading, withHeading } from "../plot/heading.ts";
import type { Scene, Theme } from "../plot/scene.ts";
import { renderSvg } from "../plot/svg.ts";
import { type Table, tableToCsv } from "../plot/table.ts";
import { darkTheme, lightTheme } from "../plot/theme.ts";
import { drawPng, themeAsSeen } from "./canvas.ts";
import type { PageContext } from "./context.ts";
import { h } from "./dom.ts";

export interface Exportable {
  readonly scene: Scene | undefined;
  readonly table: Table | undefined;
  /** Without extension. */
  readonly name: string;
  readonly heading: Heading;
}

export interface Exports {
  readonly element: HTMLElement;
  /** Offers what can be taken away now, and no more. */
  update(): void;
  /** Shows what came of it. */
  said(text: string): void;
}

type Format = Extract<ToHost, { type: "export" }>["format"];
type Destination = Extract<ToHost, { type: "export" }>["to"];

const PADDING = 16;
/** How long it is shown that something was taken away. */
const SHOWN_MS = 4000;

const formats = (): readonly {
  readonly format: Format;
  readonly name: string;
  readonly copy: string;
  readonly save: string;
}[] => [
  { format: "svg", name: "SVG", copy: say("Copy the picture as SVG"), save: say("Save the picture as SVG") },
  { format: "png", name: "PNG", copy: say("Copy the picture as PNG"), save: say("Save the picture as PNG") },
  { format: "csv", name: "CSV", copy: say("Copy the numbers as CSV"), save: say("Save the numbers as CSV") },
  {
    format: "python",
    name: "Python",
    copy: say("Copy a Python script that draws this with matplotlib and your Keras"),
    save: say("Save a Python script that draws this with matplotlib and your Keras"),
  },
];

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

function canExport(format: Format, { scene, table }: Exportable): boolean {
  if (format === "csv") return table !== undefined;
  return format === "python" ? scene !== undefined || table !== undefined : scene !== undefined;
}

function captioned(caption: string, control: HTMLElement): HTMLElement {
  return h("label", { class: "captioned" }, h("span", {}, caption), control);
}

export function createExports(context: PageContext, current: () => Exportable): Exports {
  const format = h(
    "select",
    { onchange: () => update() },
    ...formats().map(({ format: value, name }) => h("option", { value }, name)),
  );
  const colours = h(
    "select",
    { title: say("Colours of the picture that is copied or saved") },
    h("option", { value: "seen" }, say("As seen")),
    h("option", { value: "light" }, say("Light")),
    h("option", { value: "dark" }, say("Dark")),
    h("option", { value: "transparent" }, say("Transparent")),
  );
  const size = h(
    "select",
    { dir: "ltr", title: say("Pixels of the PNG for each pixel seen") },
    h("option", { value: "1" }, "1×"),
    h("option", { value: "2", selected: true }, "2×"),
    h("option", { value: "4" }, "4×"),
  );
  const title = h("input", { type: "checkbox", checked: true });
  const done = h("span", { class: "done", "aria-hidden": "true" });
  let timer: number | undefined;

  const chosen = (): ReturnType<typeof formats>[number] => {
    const all = formats();
    return all.find((each) => each.format === format.value) ?? all[0]!;
  };
  const look = (): { theme: Theme; hasBackground: boolean } => {
    if (colours.value === "light") return { theme: lightTheme, hasBackground: true };
    if (colours.value === "dark") return { theme: darkTheme, hasBackground: true };
    return { theme: themeAsSeen(), hasBackground: colours.value !== "transparent" };
  };
  const said = (text: string): void => {
    done.textContent = text;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      done.textContent = "";
    }, SHOWN_MS);
  };
  const tell = (text: string): void => {
    context.say(text);
    said(text);
  };

  const write = async (to: Destination): Promise<void> => {
    const { scene, table, name, heading } = current();
    const message = { type: "export", format: chosen().format, to, name } as const;
    if (message.format === "python") {
      const { isLogarithmic, difference, isNormalized } = context.looking();
      const reading = { difference, isNormalized };
      context.send({ ...message, content: "", encoding: "text", isLogarithmic, reading });
      return;
    }
    if (message.format === "csv" && table !== undefined) {
      context.send({ ...message, content: tableToCsv(table), encoding: "text" });
      return;
    }
    if (scene === undefined) {
      tell(say("There is no picture to take away yet."));
      return;
    }
    const drawn = withHeading(scene, title.checked ? heading : undefined);
    if (message.format === "svg") {
      const { theme, hasBackground } = look();
      const content = renderSvg(drawn, theme, { hasBackground, padding: PADDING });
      context.send({ ...message, content, encoding: "text" });
      return;
    }
    const picture = await drawPng(drawn, { ...look(), scale: Number(size.value), padding: PADDING });
    if (to === "clipboard") {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      tell(say("Copied the picture."));
    } else {
      context.send({ ...message, content: await base64(picture), encoding: "base64" });
    }
  };

  const button = (text: string, to: Destination): HTMLButtonElement =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => {
          write(to).catch((error: unknown) => {
            tell(say("That did not work: {0}", error instanceof Error ? error.message : String(error)));
          });
        },
      },
      text,
    );
  const copy = button(say("Copy"), "clipboard");
  const save = button(say("Save …"), "file");

  const element = h(
    "div",
    { class: "exports", role: "group", "aria-label": say("Export") },
    captioned(say("Format"), format),
    captioned(say("Colours"), colours),
    captioned(say("Size"), size),
    h("label", { class: "check" }, title, h("span", {}, say("Title"))),
    h("span", { class: "takes" }, copy, save),
    done,
  );

  const update = (): void => {
    const exportable = current();
    for (const option of format.options) option.disabled = !canExport(option.value as Format, exportable);
    element.hidden = [...format.options].every((option) => option.disabled);
    if (format.selectedOptions[0]?.disabled === true)
      format.value = [...format.options].find((option) => !option.disabled)?.value ?? format.value;
    const isPicture = format.value === "svg" || format.value === "png";
    colours.disabled = !isPicture;
    title.disabled = !isPicture;
    size.disabled = format.value !== "png";
    copy.title = chosen().copy;
    save.title = chosen().save;
  };
  return { element, update, said };
}
