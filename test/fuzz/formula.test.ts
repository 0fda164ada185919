/** Whatever a file says, its losses have a formula or none; whatever is typed, a call has a signature or none. */
import fc from "fast-check";
import { expect } from "vitest";
import { signatureAt } from "../../src/losses/complete/signature-help.ts";
import { findLosses } from "../../src/losses/find-losses.ts";
import { latexWithValues } from "../../src/losses/formula/latex.ts";
import { formulaOf } from "../../src/losses/formula/loss-formula.ts";
import { mathmlOf } from "../../src/losses/formula/mathml.ts";
import { roomOfLoss } from "../../src/losses/formula/measure.ts";
import { parseModule } from "../../src/python/parse.ts";
import { analyzeNames } from "../../src/python/scope.ts";
import { correctFiles, pageExamples, splinters } from "./python-texts.ts";
import { fuzz, spoiled } from "./target.ts";

const texts = spoiled([...pageExamples, ...correctFiles], splinters);

fuzz(
  "each loss is written or is not, and what is written is printed whole",
  { short: 300, long: 10_000, reached: 0.3 },
  texts,
  (text) => {
    const { module } = parseModule(text);
    const names = analyzeNames(module);
    let isWritten = false;
    for (const loss of findLosses(module, names).losses) {
      const formula = formulaOf(loss, { names, values: {} });
      if (formula === undefined) continue;
      isWritten = true;
      const latex = latexWithValues(formula);
      expect(latex).not.toMatch(/undefined|\[object/);
      // Braces of the code are escaped; those of LaTeX come in pairs.
      const braces = latex.replace(/\\[{}\\]/g, "").match(/[{}]/g) ?? [];
      expect(braces.filter((each) => each === "{").length).toBe(braces.filter((each) => each === "}").length);
      expect(mathmlOf(formula)).not.toMatch(/undefined|\[object/);
      const { width, height } = roomOfLoss(formula);
      expect(width > 0 && height > 0 && Number.isFinite(width + height)).toBe(true);
    }
    return isWritten;
  },
);

fuzz(
  "a signature names its parameters where they stand",
  { short: 500, long: 20_000, reached: 0.02 },
  fc.tuple(texts, fc.nat()),
  ([text, at]) => {
    const offset = at % (text.length + 1);
    const found = signatureAt(text, offset, () => {
      const { module } = parseModule(text);
      const names = analyzeNames(module);
      return { module, names, losses: findLosses(module, names).losses };
    });
    if (found === undefined) return false;
    for (const [start, end] of found.parameters) {
      expect(start <= end && end < found.label.length).toBe(true);
      expect(found.label[end]).toMatch(/[,)]/);
    }
    return true;
  },
);
