import { execFile } from "node:child_process";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { versionIn } from "../../machine/installed-postgres.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { runAs, unreachable } from "./server-user.ts";

/** How long making the data may take, in milliseconds; it takes less than a second, and longer on a slow disk. */
const limit = 120_000;

/** How a program ended. */
export interface Ended {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** All that PostgreSQL's programs get of this process's environment: no PG* variable, and nothing that is secret. */
export function programEnvironment(): Record<string, string> {
  const passedOn = ["PATH", "TZ"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(passedOn), LC_ALL: "C.UTF-8" };
}

interface ProgramOptions {
  /** What it reads. @default nothing */
  readonly input?: string;
  /** How long it may take, in milliseconds. @default two minutes */
  readonly timeout?: number;
}

/** Runs one of PostgreSQL's programs to its end. */
export function runProgram(
  bin: string,
  name: string,
  args: readonly string[],
  user: SystemUser | undefined,
  { input = "", timeout = limit }: ProgramOptions = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      join(bin, name),
      args,
      { ...runAs(user), cwd: "/", env: programEnvironment(), timeout },
      (error, stdout, stderr) =>
        resolve({ ok: error === null, stdout, stderr: stderr || (error?.message ?? "") }),
    );
    // One that does not start, or ends before it has read all, says why by its end.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * The version of the programs in a folder, e.g. `17.6`.
 *
 * @throws UserError when the server's user cannot run them
 */
export async function programVersion(bin: string, user: SystemUser | undefined): Promise<string> {
  const { ok, stdout, stderr } = await runProgram(bin, "postgres", ["--version"], user);
  const version = ok ? versionIn(stdout) : undefined;
  if (version !== undefined) return version;
  const shut = unreachable(user, bin);
  const why =
    shut === undefined ? stderr.trim() : `user ${user?.name ?? "of this process"} may not enter ${shut}`;
  throw new UserError(`${join(bin, "postgres")} does not run: ${why}`, {
    where: "pgstack:postgresBin",
    mend: "Set it to the folder of a PostgreSQL that every user can run, or to auto.",
  });
}

/** `17` of `17.6`. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
