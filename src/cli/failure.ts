/** Something that the command line cannot do: one clear line on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What to say of a file that could not be dealt with: a mistake of ours names itself as one. */
export function complaintAbout(path: string, error: unknown): string {
  if (error instanceof UsageError) return error.message;
  return `${path}: internal error, please report it: ${error instanceof Error ? error.message : String(error)}`;
}
