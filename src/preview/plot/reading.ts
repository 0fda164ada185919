/** What the cursor is on, in words and figures. */

import { listed, say } from "../../python/say.ts";
import type { CurveData } from "../plot-data.ts";
import type { CurveModel } from "./curve.ts";
import { formatSteady } from "./numbers.ts";

export type Reading = readonly { readonly name: string; readonly value: string }[];

/** `y_true = 1` as a name and a value; any other label stands for itself. */
function named(label: string): { name: string; value: string } {
  const parts = /^(.+?) = (.+)$/.exec(label);
  return parts === null ? { name: "", value: label } : { name: parts[1] ?? "", value: parts[2] ?? "" };
}

export function readCurve(data: CurveData, model: CurveModel, focused: number, index: number): Reading {
  const series = model.series[focused];
  const x = series?.x[index];
  if (series === undefined || x === undefined) return [];
  const target = data.targets[series.target]?.label;
  return [
    ...(target === undefined ? [] : [named(target)]),
    ...(series.role === "loss" ? [] : [{ name: "", value: series.label }]),
    { name: say(data.axis.label), value: formatSteady(x) },
    { name: say("loss"), value: formatSteady(series.loss[index] ?? Number.NaN) },
    {
      name: say("gradient"),
      value: series.gradient === null ? "None" : formatSteady(series.gradient[index] ?? Number.NaN),
    },
  ];
}

export function speak(reading: Reading): string {
  return listed(reading.map(({ name, value }) => (name === "" ? value : `${name} ${value}`)));
}
