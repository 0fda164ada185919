import "mocha/mocha.js";
import { count, register } from "./count.ts";

/** Put there by Mocha's build for browsers, which exports nothing. */
declare const mocha: BrowserMocha;
declare const Mocha: typeof import("mocha");

/** Runs the suites inside VS Code's web worker host; a worker has no file to write to, so the counts are logged. */
export async function runMocha(suites: () => void): Promise<void> {
  // Mocha's build for browsers reports into a page, which a worker has not.
  mocha.setup({ ui: "tdd", timeout: 30_000, reporter: Silent });
  register(suites);
  await count(
    (done) => mocha.run(done),
    (result) => console.log(`[suite result] ${JSON.stringify(result)}`),
  );
}

/** Counts and prints nothing; the base class of Mocha's reporters is not in its build for browsers as a type. */
class Silent extends Mocha.reporters.Base {}
