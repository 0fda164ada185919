import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import { compareVersions } from "../keras/requirement.ts";
import type { KerasVersion } from "../keras/version.ts";
import { type BackendUse, backendUses, createMigrator } from "../losses/fixes/migrate-file.ts";
import { defineRule } from "../losses/rule.ts";

export const removedBackendFunction = defineRule({
  id: "removed-backend-function",
  severity: "error",
  summary: "A function of keras.backend that the file's Keras no longer has",

  check(context) {
    const { keras, source, report } = context;
    if (keras.version === "1") return;
    const removed = backendUses(context).filter((use) => isRemoved(use, keras));
    if (removed.length === 0) return;
    const migrator = createMigrator(context);
    const all = removed.length > 1 && keras.version === "3" ? migrator.fixForAll(removed) : undefined;
    for (const use of removed) {
      const shown = migrator.shownFor(use.name);
      const fix = keras.version === "3" ? migrator.fixFor(use) : undefined;
      const where = keras.isKnown ? `Keras ${keras.version} (${keras.evidence})` : "Keras 3, which is assumed here,";
      report(
        use.node,
        `${where} has no '${source(use.node)}'${shown ? `; use ${shown}` : ", and nothing in its place"}.`,
        // Unasked, the whole file is moved, with the import that falls away; and only where Keras 3 is certain.
        [
          ...(fix ? [{ ...fix, isSafe: keras.isKnown && !all }] : []),
          ...(fix && all ? [{ ...all, isSafe: keras.isKnown }] : []),
        ],
        { ...(keras.isKnown ? {} : { atMost: "info" as const }), tag: "deprecated" },
      );
    }
  },
});

function isRemoved({ name, isThroughTensorFlow }: BackendUse, { version, release }: KerasVersion): boolean {
  const era = eraOfBackendFunction(name);
  if (era === undefined || era === "keras3") return false;
  if (version === "3") return isThroughTensorFlow ? era !== "tf.keras" : true;
  if (version === "1") return false;
  if (era === "keras1") return true;
  return era === "until2.3" && !isThroughTensorFlow && release !== undefined && compareVersions(release, [2, 4]) >= 0;
}
