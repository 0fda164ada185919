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

type Format = Extract<ToHost, { type: "export" }>["format"];

const PADDING = 16;

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

export function createExports(context: PageContext, current: () => Exportable): HTMLElement {
  const ground = h(
    "select",
    { "aria-label": "Colours" },
    h("option", { value: "seen" }, "as seen"),
    h("option", { value: "light" }, "light"),
    h("option", { value: "dark" }, "dark"),
    h("option", { value: "transparent" }, "transparent"),
  );
  const size = h(
    "select",
    { "aria-label": "Size of the PNG" },
    h("option", { value: "1" }, "1×"),
    h("option", { value: "2", selected: true }, "2×"),
    h("option", { value: "4" }, "4×"),
  );
  const look = (): { theme: Theme; hasBackground: boolean } => {
    if (ground.value === "light") return { theme: lightTheme, hasBackground: true };
    if (ground.value === "dark") return { theme: darkTheme, hasBackground: true };
    return { theme: themeAsSeen(), hasBackground: ground.value !== "transparent" };
  };

  const write = async (format: Format, to: "file" | "clipboard"): Promise<void> => {
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
      context.send({
        ...message,
        content: renderSvg(scene, { ...look().theme }, { ...look(), padding: PADDING }),
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

  const button = (text: string, label: string, format: Format, to: "file" | "clipboard"): HTMLElement =>
    h(
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

  return h(
    "div",
    { class: "exports", role: "group", "aria-label": "Export" },
    button("Copy SVG", "Copy SVG of the picture", "svg", "clipboard"),
    button("SVG", "SVG file of the picture", "svg", "file"),
    button("Copy PNG", "Copy PNG of the picture", "png", "clipboard"),
    button("PNG", "PNG file of the picture", "png", "file"),
    button("CSV", "CSV file of the numbers", "csv", "file"),
    button("Python", "Python script that draws this with matplotlib and your Keras, copied", "python", "clipboard"),
    h("label", {}, h("span", { class: "hidden-text" }, "Colours"), ground),
    h("label", {}, h("span", { class: "hidden-text" }, "Size"), size),
  );
}
