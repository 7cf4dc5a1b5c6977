import { join } from "node:path";
import { docker } from "../../machine/docker/docker.ts";
import { type CommandResult, type RunOptions, runCommand } from "../../machine/run-command.ts";
import { superuser } from "../../model/service-roles.ts";
import type { SuperuserPlace } from "./superuser-reference.ts";

/** Where the socket of an image with the conventions of the official one is: /var/run is /run. */
const containerSocket = "/run/postgresql";

/**
 * Settings of each session, from its first moment. No commit waits for a replica, no statement reaches a log, whatever it
 * holds and however it ends, and no name of a statement means something in another schema than PostgreSQL's own.
 */
const sessionSettings = [
  "synchronous_commit=local",
  "log_statement=none",
  "log_duration=off",
  "log_min_duration_statement=-1",
  "log_min_duration_sample=-1",
  "log_transaction_sample_rate=0",
  "log_min_error_statement=panic",
  "pgaudit.log=none",
  "auto_explain.log_min_duration=-1",
  "pg_stat_statements.track=none",
  "lc_messages=C",
  "search_path=pg_catalog,pg_temp",
  "default_transaction_read_only=off",
  "statement_timeout=0",
  "lock_timeout=30s",
];

/** Runs psql as the superuser on what its standard input says; nothing of any environment or `.psqlrc` has a part in it. */
export function runPsql(
  place: SuperuserPlace,
  database: string,
  options: RunOptions & { readonly input: string },
): Promise<CommandResult> {
  const settings = `PGOPTIONS=${sessionSettings.map((setting) => `-c ${setting}`).join(" ")}`;
  const args = (folder: string, port: number) => [
    ...["-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose"],
    ...["-h", folder, "-p", String(port), "-U", superuser, "-d", `dbname='${escaped(database)}'`, "-f", "-"],
  ];
  if (place.kind === "docker") {
    const clean = ["sh", "-c", 'exec env -i PATH="$PATH" LC_ALL=C "$@"', "sh"];
    const psql = [...clean, settings, "psql", ...args(containerSocket, 5432)];
    return docker(place.host, ["exec", "--interactive", place.container, ...psql], options);
  }
  const env = { PATH: process.env.PATH, LC_ALL: "C", PGOPTIONS: settings.slice("PGOPTIONS=".length) };
  return runCommand(join(place.bin, "psql"), args(place.folder, place.port), { ...options, env });
}

/** As a value of a connection string: a name with `=` or `:` in it is a name. */
function escaped(name: string): string {
  return name.replaceAll(/['\\]/g, "\\$&");
}
