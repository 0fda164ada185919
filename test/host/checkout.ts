import { join } from "node:path";

/** The folder of this checkout, which is also the extension under development. */
export const CHECKOUT = join(import.meta.dirname, "../..");
