import { Command, CommanderError } from "commander";
import { UserError } from "../errors/user-error.ts";
import { version } from "../provider/version.ts";
import { registerAccess } from "./commands/access.ts";
import { registerConnect } from "./commands/connect.ts";
import { registerControls } from "./commands/controls.ts";
import { registerCost } from "./commands/cost.ts";
import { registerDestroy } from "./commands/destroy.ts";
import { registerDoctor } from "./commands/doctor.ts";
import { registerEnv } from "./commands/env.ts";
import { registerIndex } from "./commands/index.ts";
import { registerLogs } from "./commands/logs.ts";
import { registerMigrate } from "./commands/migrate/migrate.ts";
import { registerOutputs } from "./commands/outputs.ts";
import { registerParity } from "./commands/parity.ts";
import { registerPreview } from "./commands/preview.ts";
import { registerQuery } from "./commands/query.ts";
import { registerReview } from "./commands/review.ts";
import { registerRotate } from "./commands/rotate.ts";
import { registerSeed } from "./commands/seed.ts";
import { registerStart } from "./commands/start.ts";
import { registerStop } from "./commands/stop.ts";
import { registerUp } from "./commands/up.ts";
import { registerUpgrade } from "./commands/upgrade.ts";
import { ExitCode } from "./exit-codes.ts";
import { loadLater } from "./load-later.ts";
import { surviveClosedReaders } from "./output/closed-reader.ts";

/** Runs one command line and resolves to the exit code; nothing is thrown. */
export async function main(argv: readonly string[]): Promise<number> {
  surviveClosedReaders();
  loadLater();
  const program = commandLine();
  try {
    await program.parseAsync([...argv], { from: "user" });
    return Number(process.exitCode ?? ExitCode.done);
  } catch (error) {
    return report(error, argv.includes("--debug"));
  }
}

/** Every verb with its options, for parsing and for `--help`. */
export function commandLine(): Command {
  const program = new Command("pgstack")
    .description("PostgreSQL as code: the same database on a laptop and in production.")
    .version(version, "-v, --version")
    .option("--debug", "show stack traces and causes of errors")
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError("(see --help)")
    .exitOverride();
  for (const register of [
    registerUp,
    registerPreview,
    registerDestroy,
    registerStop,
    registerStart,
    registerLogs,
    registerConnect,
    registerQuery,
    registerMigrate,
    registerSeed,
    registerRotate,
    registerUpgrade,
    registerOutputs,
    registerEnv,
    registerControls,
    registerAccess,
    registerIndex,
    registerDoctor,
    registerParity,
    registerCost,
    registerReview,
  ]) {
    register(program);
  }
  return program;
}

function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.misuse;
  const known = UserError.isInstance(error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(known ? `error: ${message}\n` : `unexpected error: ${message}\n`);
  if (debug) process.stderr.write(`${error instanceof Error ? (error.stack ?? "") : ""}\n${causes(error)}`);
  else if (!known) process.stderr.write("  Run it again with --debug for the details.\n");
  return ExitCode.failed;
}

function causes(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause === undefined) return "";
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return `caused by: ${text}\n${causes(cause)}`;
}
