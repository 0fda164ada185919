/** A document as completions see it: read anew where it has changed since the last look, which typing does each time. */

import { kerasDialect } from "../keras/import-forms.ts";
import { kerasVersion } from "../keras/version.ts";
import type { OfferingFile } from "../losses/complete/snippet-offers.ts";
import { indexModule } from "../losses/module-index.ts";
import { parseModule } from "../python/parse.ts";
import { analyzeNames } from "../python/scope.ts";
import type { Analyses } from "./analyses.ts";
import type { PythonSource } from "./python-source.ts";
import { readSettings } from "./settings.ts";

export function offeringFile(source: PythonSource, analyses: Analyses): OfferingFile {
  const known = analyses.get(source.uri);
  const { module } = parseModule(source.text, known?.parsed);
  const { imports } = indexModule(module);
  const { keras: setting } = readSettings(source.uri);
  return {
    module,
    names: known?.parsed.module === module ? known.names : analyzeNames(module),
    // What a project says does not change with a letter.
    keras: known?.keras ?? kerasVersion({ module, imports, setting: setting === "auto" ? undefined : setting }),
    home: kerasDialect(imports),
  };
}
