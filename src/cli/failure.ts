/** Something that the command line cannot do: one clear line on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
