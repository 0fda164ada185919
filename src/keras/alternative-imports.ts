/** Imports of which a file has another one for another case: of the Keras that it means they say nothing. */

import type { Import, ImportFrom, Module, Statement } from "../python/ast.ts";
import { importedModules } from "./import-forms.ts";

const ofKeras = /^(?:tensorflow\.)?(?:keras|tf_keras|keras_core)(?:\.|$)/u;

/** Those in a branch of an `if` of the module that imports a Keras in another branch too. */
export function alternativeImports({ body }: Module): ReadonlySet<Statement> {
  const found = new Set<Statement>();
  for (const statement of body) {
    if (statement.kind !== "If") continue;
    const branches = branchesOf(statement).map((branch) => branch.filter(importsKeras));
    if (branches.filter((branch) => branch.length > 0).length > 1) for (const each of branches.flat()) found.add(each);
  }
  return found;
}

function branchesOf({ body, orElse }: Statement & { readonly kind: "If" }): readonly (readonly Statement[])[] {
  const [next, ...others] = orElse;
  return next?.kind === "If" && others.length === 0 ? [body, ...branchesOf(next)] : [body, orElse];
}

function importsKeras(statement: Statement): statement is Import | ImportFrom {
  if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return false;
  return importedModules(statement).some((module) => ofKeras.test(module));
}
