/** While a call is typed: what it takes. Where Pylance is active, it says so itself. */

import * as vscode from "vscode";
import { signatureAt } from "../losses/complete/signature-help.ts";
import { findLosses } from "../losses/find-losses.ts";
import type { Analyses } from "./analyses.ts";
import { offeringFile } from "./offering-file.ts";
import { isPylanceActive } from "./pylance.ts";
import { sourceOf } from "./python-source.ts";

export function provideSignatureHelp(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerSignatureHelpProvider(
    selector,
    {
      provideSignatureHelp(document, position) {
        if (isPylanceActive()) return undefined;
        const source = sourceOf(document);
        const offset = source?.offsetAt(document, position);
        if (source === undefined || offset === undefined) return undefined;
        const found = signatureAt(source.text, offset, () => {
          const { module, names } = offeringFile(source, analyses);
          return { module, names, losses: findLosses(module, names).losses };
        });
        if (found === undefined) return undefined;
        const signature = new vscode.SignatureInformation(found.label);
        signature.parameters = found.parameters.map(([start, end]) => new vscode.ParameterInformation([start, end]));
        const help = new vscode.SignatureHelp();
        help.signatures = [signature];
        help.activeSignature = 0;
        // One behind the last: none of them is marked.
        help.activeParameter = found.active ?? found.parameters.length;
        return help;
      },
    },
    "(",
    ",",
    "=",
  );
}
