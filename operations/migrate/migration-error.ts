import { UserError } from "../../errors/user-error.ts";
import { type ScriptMode, scriptMode } from "./script-mode.ts";

/** What of an error the server sent is used here. */
interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  /** Character of the text the error is at, from 1. */
  readonly position?: string;
  readonly hint?: string;
}

/** Turns the server's refusal of a script into an error with file and line; anything else comes back as it is. */
export function migrationError(
  error: unknown,
  script: { readonly file: string; readonly sql: string },
): unknown {
  if (!isServerError(error)) return error;
  const line = error.position === undefined ? "" : `:${lineAt(script.sql, Number(error.position))}`;
  const hint = error.hint === undefined ? "" : ` (${error.hint})`;
  return new UserError(`${error.message}${hint}`, {
    where: `${script.file}${line}`,
    mend: mend(script.sql),
    cause: error,
  });
}

/** The line, from 1, of a character, from 1. PostgreSQL counts characters, JavaScript UTF-16 units. */
export function lineAt(sql: string, position: number): number {
  return [...sql].slice(0, position - 1).filter((character) => character === "\n").length + 1;
}

const mends: Readonly<Record<ScriptMode["mode"], string>> = {
  transaction:
    "Nothing of this migration was kept; those before it stay applied. Mend what the server names, then run again.",
  "short-locks":
    "Nothing of this migration was kept; those before it stay applied. Mend what the server names, then run again.",
  "no-transaction":
    "It ran without a transaction: see what it left behind. Such a file holds exactly one statement, safe to run twice.",
  batches:
    "The batches before this one are kept. Mend what the server names, then run again: it goes on from there.",
};

function mend(sql: string): string {
  return mends[scriptMode(sql).mode];
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && "severity" in error && "code" in error;
}
