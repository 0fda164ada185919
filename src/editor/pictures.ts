/** Drawings as images that the editor shows beside and over code. */

import * as vscode from "vscode";
import type { Scene, Theme } from "../preview/plot/scene.ts";
import { renderSvg, type SvgOptions } from "../preview/plot/svg.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";

export function imageOf(scene: Scene, theme: Theme, options: SvgOptions): string {
  return imageOfSvg(renderSvg(scene, theme, options));
}

/** The colours for the theme that the editor has now. */
export function themeNow(): Theme {
  const { kind } = vscode.window.activeColorTheme;
  const isLight = kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight;
  return isLight ? lightTheme : darkTheme;
}

/** A drawing that is SVG already. */
export function imageOfSvg(svg: string): string {
  return `data:image/svg+xml;base64,${base64(svg)}`;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
