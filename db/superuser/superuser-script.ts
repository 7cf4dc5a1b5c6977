import { UserError } from "../../errors/user-error.ts";
import { runPsql } from "./psql-command.ts";
import { psqlFailure } from "./psql-failure.ts";
import { parseSuperuserReference, type SuperuserReference } from "./superuser-reference.ts";

export interface SuperuserOptions {
  /** @default postgres */
  readonly database?: string;
  /** Ends psql, and with it the statement, where it is aborted. */
  readonly signal?: AbortSignal;
  /** How long it may take, in milliseconds. @default 60000 */
  readonly timeout?: number;
}

/**
 * Runs statements as the server's superuser, up to the first that fails: wrap them in BEGIN and COMMIT for all or none.
 * They are read from psql's standard input, are in no log of the server's, and wait for no replica.
 *
 * @returns what they print, without column names
 * @throws UserError where the superuser cannot be reached: no container, none that runs, no psql, data of another superuser
 * @throws SuperuserError with the server's message and its SQLSTATE, never with a statement
 */
export async function superuserScript(
  reference: SuperuserReference,
  sql: string,
  { database = "postgres", signal, timeout = 60_000 }: SuperuserOptions = {},
): Promise<string> {
  signal?.throwIfAborted();
  const place = parseSuperuserReference(reference);
  const answer = await runPsql(place, database, { input: `${sql}\n`, timeout, ...(signal && { signal }) });
  if (answer.ran) return answer.stdout;
  signal?.throwIfAborted();
  if (answer.missing) {
    const what =
      place.kind === "docker" ? "the Docker client is not there" : `there is no psql in ${place.bin}`;
    throw new UserError(what, {
      where: "superuser",
      mend: "`npx pgstack doctor` says what this machine needs.",
    });
  }
  throw psqlFailure(place, answer.said);
}
