import { spawn } from "node:child_process";
import { constants } from "node:os";
import { UserError } from "../../errors/user-error.ts";
import { type PsqlTarget, roleOption } from "./psql-line.ts";

/**
 * Variables by which a user's shell may send libpq to another server, as somebody else, or with another password
 * (PostgreSQL documentation, "Environment Variables").
 */
const notPassedOn =
  /^PG(HOST|HOSTADDR|PORT|DATABASE|USER|PASSWORD|PASSFILE|SERVICE|SERVICEFILE|REQUIRE\w*|CHANNELBINDING|SSL\w*|GSS\w*|KRB\w*|TARGETSESSIONATTRS)$/;

/** Signals of the terminal's: they reach psql by themselves, and it decides what they mean. */
const left = ["SIGINT", "SIGQUIT"] as const;
/** Signals for this process alone. */
const handedOn = ["SIGTERM", "SIGHUP"] as const;

/**
 * Runs psql on this process's terminal until it ends.
 *
 * @returns its exit code; 128 and the signal's number when a signal ended it
 * @throws UserError when it is not installed
 */
export async function runPsql(target: PsqlTarget, psqlArguments: readonly string[]): Promise<number> {
  const child = spawn("psql", ["--no-password", ...psqlArguments], {
    env: psqlEnvironment(target),
    stdio: "inherit",
  });
  const leave = () => {};
  const handOn = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of left) process.on(signal, leave);
  for (const signal of handedOn) process.on(signal, handOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (error: NodeJS.ErrnoException) => {
        reject(error.code === "ENOENT" ? notInstalled(error) : error);
      });
      child.once("close", (code, signal) => {
        resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]);
      });
    });
  } finally {
    for (const signal of left) process.off(signal, leave);
    for (const signal of handedOn) process.off(signal, handOn);
  }
}

function psqlEnvironment(target: PsqlTarget): Record<string, string | undefined> {
  const { host, port, database, user, tls, caFile, passwordFile, setRole } = target;
  const own = Object.entries(process.env).filter(([name]) => !notPassedOn.test(name));
  const options = [process.env.PGOPTIONS, setRole && roleOption(setRole)].filter(Boolean).join(" ");
  return {
    ...Object.fromEntries(own),
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    PGUSER: user,
    PGPASSFILE: passwordFile,
    PGSSLMODE: tls,
    ...(caFile !== undefined && { PGSSLROOTCERT: caFile }),
    ...(options && { PGOPTIONS: options }),
  };
}

function notInstalled(cause: unknown): UserError {
  return new UserError("psql is not installed, or not on PATH", {
    mend: 'Run SQL by `npx pgstack query "SELECT 1"`, or install PostgreSQL\'s client programs.',
    cause,
  });
}
