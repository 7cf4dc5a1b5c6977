import { createInterface } from "node:readline/promises";
import { UserError } from "../../../errors/user-error.ts";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { migrationLabel } from "../../../operations/migrate/migration.ts";
import { duration } from "../../output/engine-text.ts";
import { countOf, showMigrations, stepLine } from "../../output/migration-lines.ts";
import { openSpinner } from "../../output/spinner.ts";
import { styler } from "../../output/style.ts";
import { requireVersion } from "./require-version.ts";
import { type OpenSchemas, type SchemasOptions, withSchemas } from "./with-schemas.ts";

export interface MigrateDownOptions extends SchemasOptions {
  /** The version to end at, 0 for none. */
  readonly to?: number;
  /** How many to roll back in each schema. @default 1 */
  readonly steps?: number;
  /** Do not ask. */
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** What is rolled back in one schema. */
interface Rollback extends MigratedSchema {
  readonly target: number;
  /** Newest first. */
  readonly labels: readonly string[];
}

/** Rolls migrations back, schema by schema against the model's order. */
export async function migrateDown(options: MigrateDownOptions): Promise<void> {
  requireTerminal(options);
  await withSchemas(options, async (open) => {
    requireVersion(open.chosen, options.to);
    const rollbacks = await plan(open, options);
    if (rollbacks.length > 0) await confirm(rollbacks, options, open.signal);
    const began = Date.now();
    const schemas = await rollBack(open, rollbacks);
    const count = schemas.reduce((sum, { rolledBack }) => sum + rolledBack.length, 0);
    if (options.json) process.stdout.write(`${JSON.stringify({ schemas })}\n`);
    else process.stdout.write(`${summary(count, Date.now() - began)}\n`);
  });
}

async function plan(
  { client, chosen }: OpenSchemas,
  { to, steps = 1 }: MigrateDownOptions,
): Promise<Rollback[]> {
  const rollbacks: Rollback[] = [];
  for (const schema of chosen.toReversed()) {
    const applied = await appliedMigrations(client, schema.schema);
    const newest = Math.max(0, ...applied.map(({ version }) => version));
    const target = to ?? Math.max(0, newest - steps);
    const labels = applied.filter(({ version }) => version > target).map(migrationLabel);
    if (labels.length > 0) rollbacks.push({ ...schema, target, labels: labels.reverse() });
  }
  return rollbacks;
}

async function rollBack(
  { client, connection, signal }: OpenSchemas,
  rollbacks: readonly Rollback[],
): Promise<{ schema: string; rolledBack: string[] }[]> {
  const spinner = openSpinner(process.stderr);
  const results = [];
  try {
    for (const { labels: _, ...rollback } of rollbacks) {
      const onProgress = showMigrations(spinner, rollback.schema, styler(process.stderr));
      const { steps } = await migrate({ client, connection, signal, onProgress, ...rollback });
      results.push({ schema: rollback.schema, rolledBack: steps.map(({ label }) => label) });
    }
  } finally {
    spinner.stop();
  }
  return results;
}

function requireTerminal({ stack, yes }: MigrateDownOptions): void {
  if (yes || process.stdin.isTTY) return;
  throw new UserError("a rollback loses data, and there is no terminal to ask at", {
    where: `stack ${stack}`,
    mend: "Say so with --yes.",
  });
}

async function confirm(
  rollbacks: readonly Rollback[],
  { stack, yes }: MigrateDownOptions,
  signal: AbortSignal,
): Promise<void> {
  if (yes) return;
  const style = styler(process.stderr);
  const lines = rollbacks.flatMap(({ schema, labels }) =>
    labels.map((label) => stepLine({ direction: "down", label }, schema, style)),
  );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal is raw while it asks: Ctrl-C is a key then.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await terminal.question(
      `This rolls back, in stack ${stack}, with the data that only these have room for:\n${lines.join("\n")}\n` +
        "Type the stack's name to go on: ",
      { signal },
    );
    if (answer.trim() !== stack) throw new UserError("nothing was rolled back", { where: `stack ${stack}` });
  } finally {
    terminal.close();
  }
}

function summary(count: number, milliseconds: number): string {
  const style = styler(process.stdout);
  if (count === 0) return style.bold("nothing to roll back");
  return (
    `${style.bold(`${countOf(count)} rolled back`)} ${style.dim(`in ${duration(milliseconds)}`)}\n` +
    "`npx pgstack up --refresh` applies what is among the files again, with its indexes and privileges."
  );
}
