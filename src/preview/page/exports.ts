/** Take it away: the picture as SVG and PNG, its numbers as CSV, a Python script that draws it with Keras. */

import type { ToHost } from "../messages.ts";
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
}

export interface Exports {
  readonly element: HTMLElement;
  /** Offers what can be taken away now, and no more. */
  update(): void;
}

type Format = Extract<ToHost, { type: "export" }>["format"];
type Destination = Extract<ToHost, { type: "export" }>["to"];

const PADDING = 16;

const KINDS: readonly {
  readonly format: Format;
  readonly name: string;
  readonly copy: string;
  readonly save: string;
}[] = [
  { format: "svg", name: "SVG", copy: "Copy SVG of the picture", save: "SVG file of the picture" },
  { format: "png", name: "PNG", copy: "Copy PNG of the picture", save: "PNG file of the picture" },
  { format: "csv", name: "CSV", copy: "Copy CSV of the numbers", save: "CSV file of the numbers" },
  {
    format: "python",
    name: "Python",
    copy: "Copy Python script that draws this with matplotlib and your Keras",
    save: "Python file that draws this with matplotlib and your Keras",
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

export function createExports(context: PageContext, current: () => Exportable): Exports {
  const ground = h(
    "select",
    { "aria-label": "Colours of the picture", title: "Colours of the picture that is copied or saved" },
    h("option", { value: "seen" }, "as seen"),
    h("option", { value: "light" }, "light"),
    h("option", { value: "dark" }, "dark"),
    h("option", { value: "transparent" }, "transparent"),
  );
  const size = h(
    "select",
    { "aria-label": "Size of the PNG", dir: "ltr", title: "Pixels of the PNG for each pixel seen" },
    h("option", { value: "1" }, "1×"),
    h("option", { value: "2", selected: true }, "2×"),
    h("option", { value: "4" }, "4×"),
  );
  const look = (): { theme: Theme; hasBackground: boolean } => {
    if (ground.value === "light") return { theme: lightTheme, hasBackground: true };
    if (ground.value === "dark") return { theme: darkTheme, hasBackground: true };
    return { theme: themeAsSeen(), hasBackground: ground.value !== "transparent" };
  };

  const write = async (format: Format, to: Destination): Promise<void> => {
    const { scene, table, name } = current();
    const message = { type: "export", format, to, name } as const;
    if (format === "python") {
      context.send({ ...message, content: "", encoding: "text" });
      return;
    }
    if (format === "csv" && table !== undefined) {
      context.send({ ...message, content: tableToCsv(table), encoding: "text" });
      return;
    }
    if (scene === undefined) {
      context.say("There is no picture to export yet.");
      return;
    }
    if (format === "svg") {
      const { theme, hasBackground } = look();
      context.send({
        ...message,
        content: renderSvg(scene, theme, { hasBackground, padding: PADDING }),
        encoding: "text",
      });
      return;
    }
    const picture = await drawPng(scene, { ...look(), scale: Number(size.value), padding: PADDING });
    if (to === "clipboard") {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
      context.say("Copied the picture.");
    } else {
      context.send({ ...message, content: await base64(picture), encoding: "base64" });
    }
  };

  const buttons: { format: Format; button: HTMLButtonElement }[] = [];
  const button = (text: string, label: string, format: Format, to: Destination): HTMLElement => {
    const element = h(
      "button",
      {
        type: "button",
        class: "action",
        "aria-label": label,
        title: label,
        onclick: () => {
          write(format, to).catch((error: unknown) => {
            context.say(`That did not work: ${error instanceof Error ? error.message : String(error)}`);
          });
        },
      },
      text,
    );
    buttons.push({ format, button: element });
    return element;
  };
  const row = (title: string, to: Destination): HTMLElement =>
    h(
      "div",
      { class: "export-row" },
      h("span", { "aria-hidden": "true" }, title),
      ...KINDS.map(({ format, name, copy, save }) => button(name, to === "clipboard" ? copy : save, format, to)),
    );

  const element = h(
    "div",
    { class: "exports", role: "group", "aria-label": "Export" },
    row("Copy", "clipboard"),
    row("Save", "file"),
    h("div", { class: "export-row" }, ground, size),
  );
  return {
    element,
    update() {
      const exportable = current();
      for (const { format, button } of buttons) button.disabled = !canExport(format, exportable);
      element.hidden = buttons.every(({ button }) => button.disabled);
      ground.disabled = exportable.scene === undefined;
      size.disabled = exportable.scene === undefined;
    },
  };
}
