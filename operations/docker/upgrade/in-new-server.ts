import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";

/**
 * Settings of each session of a dump or a restore. A database's own, such as `default_transaction_read_only`, hold from the
 * moment it is made: they would be in the way.
 */
const session = [
  "default_transaction_read_only=off",
  "default_transaction_isolation=read\\ committed",
  "session_replication_role=origin",
  "synchronous_commit=off",
  "statement_timeout=0",
  "lock_timeout=0",
  "row_security=off",
  "log_statement=none",
].map((setting) => `-c ${setting}`);

/**
 * Runs one of PostgreSQL's programs of the new version, beside the new server.
 * @throws UserError with what it says, and no statement
 */
export async function inNewServer(
  { host, container }: { readonly host: string; readonly container: string },
  command: readonly string[],
  doing: string,
  signal: AbortSignal,
): Promise<string> {
  const args = ["exec", "--user", "postgres", "--env", `PGOPTIONS=${session.join(" ")}`, "--env", "LC_ALL=C"];
  const answer = await docker(host, [...args, container, ...command], { timeout: 0, signal });
  signal.throwIfAborted();
  if (answer.ran) return answer.stdout;
  throw new UserError(`${doing} failed: ${reasonIn(answer.said)}`, {
    where: `${command[0]} in ${container}`,
    mend: "The server's data is as it was. Mend what the line says (`npx pgstack start` starts the server as it was), then run this again.",
  });
}

/**
 * What a program gives as its reason, and the server's words where it tells them apart. Lines of the server's after its first
 * quote the statement, which may hold a password, or a row.
 */
function reasonIn(said: string): string {
  const lines = said.split("\n").filter((line) => !/warning:/.test(line));
  const at = lines.findIndex((line) => /error:|ERROR:|FATAL:/.test(line));
  const line = lines[at] ?? lines.at(-1) ?? said;
  const server = /^pg_\w+: detail: Error message from server: (?<words>.*)$/.exec(lines[at + 1] ?? "")?.groups
    ?.words;
  const reason = line.replace(/^[\w-]+: error: (could not execute query: )?/, "");
  return server === undefined ? reason : `${reason} ${server}`;
}
