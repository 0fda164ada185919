import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { count, register } from "./count.ts";

/** What the runner outside reads; it sets this in the extension host's environment. */
const RESULT_VARIABLE = "LOSS_LENS_TEST_RESULT";

/** A part of a test's name; without it, all run. */
const ONLY_VARIABLE = "LOSS_LENS_ONLY";

/** Runs the suites inside VS Code's extension host and writes the counts to the file that the environment names. */
export async function runMocha(suites: () => void): Promise<void> {
  const resultFile = process.env[RESULT_VARIABLE];
  if (resultFile === undefined) throw new Error(`${RESULT_VARIABLE} is not set: use 'npm run test:editor'.`);
  const only = process.env[ONLY_VARIABLE];
  const mocha = new Mocha({ ui: "tdd", timeout: 30_000, reporter: Silent, ...(only ? { grep: only } : {}) });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  register(suites);
  await count(
    (done) => mocha.run(done),
    (result) => writeFileSync(resultFile, JSON.stringify(result)),
  );
}

/** Mocha's own reporters format in a way that does not survive the extension host's console. */
class Silent extends Mocha.reporters.Base {}
