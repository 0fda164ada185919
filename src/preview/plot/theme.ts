/** Colours for pictures that leave the editor. Every text colour has a contrast of 4.5:1 or more on its ground. */

import type { Role, Theme } from "./scene.ts";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

export const darkTheme: Theme = {
  series0: "#3794ff",
  series1: "#d18616",
  series2: "#b180d7",
  series3: "#89d185",
  series4: "#f48771",
  text: "#cccccc",
  dim: "#9d9d9d",
  grid: "#2b2b2b",
  axis: "#4a4a4a",
  background: "#1f1f1f",
  warn: "#cca700",
  ok: "#89d185",
  accent: "#3794ff",
  font: FONT,
};

export const lightTheme: Theme = {
  series0: "#0063d3",
  series1: "#b5510b",
  series2: "#652d90",
  series3: "#2d7d46",
  series4: "#b01011",
  text: "#3b3b3b",
  dim: "#616161",
  grid: "#ececec",
  axis: "#bdbdbd",
  background: "#ffffff",
  warn: "#8a6500",
  ok: "#2d7d46",
  accent: "#005fb8",
  font: FONT,
};

/** The page's own variables, which follow the editor's theme. */
export const pageTheme: Theme = {
  ...(Object.fromEntries(Object.keys(darkTheme).map((role) => [role, `var(--plot-${role})`])) as Record<Role, string>),
  font: "var(--plot-font)",
};
