import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import type { MigrateOptions } from "../../../operations/migrate/migrate-options.ts";
import { migrationLabel } from "../../../operations/migrate/migration.ts";
import { readPlan } from "../../../operations/migrate/read-plan.ts";
import { duration } from "../../output/engine-text.ts";
import { countOf, showMigrations, stepLine } from "../../output/migration-lines.ts";
import { openSpinner } from "../../output/spinner.ts";
import { styler } from "../../output/style.ts";
import type { DeclaredSchemas } from "./declared-schemas.ts";
import { requireVersion } from "./require-version.ts";
import { type OpenSchemas, type SchemasOptions, withSchemas } from "./with-schemas.ts";

export interface MigrateUpOptions extends SchemasOptions {
  /** The newest version to apply. @default the newest there is */
  readonly to?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** What was done, or would be, in one schema; labels in order. */
interface Applied {
  readonly schema: string;
  readonly applied: readonly string[];
  /** Put back into the history, and not run. */
  readonly restored: readonly string[];
}

/** Applies pending migrations, schema by schema in the model's order. */
export async function migrateUp(options: MigrateUpOptions): Promise<void> {
  const began = Date.now();
  await withSchemas(options, async (open) => {
    requireVersion(open.chosen, options.to);
    const results = options.dryRun ? await plan(open, options) : await apply(open, options);
    if (options.json)
      process.stdout.write(`${JSON.stringify({ dryRun: options.dryRun ?? false, schemas: results })}\n`);
    else process.stdout.write(`${summary(results, options, Date.now() - began)}\n`);
  });
}

async function apply(open: OpenSchemas, { to }: MigrateUpOptions): Promise<Applied[]> {
  const spinner = openSpinner(process.stderr);
  const results: Applied[] = [];
  try {
    for (const schema of open.chosen) {
      const { steps, restored = [] } = await migrate({
        ...(await optionsFor(open, schema, to)),
        onProgress: showMigrations(spinner, schema.schema, styler(process.stderr)),
      });
      results.push({ schema: schema.schema, applied: steps.map(({ label }) => label), restored });
    }
  } finally {
    spinner.stop();
  }
  return results;
}

async function plan(open: OpenSchemas, { to, json }: MigrateUpOptions): Promise<Applied[]> {
  const results: Applied[] = [];
  for (const schema of open.chosen) {
    const { apply, restore } = await readPlan(await optionsFor(open, schema, to));
    results.push({
      schema: schema.schema,
      applied: apply.map(migrationLabel),
      restored: restore.map(migrationLabel),
    });
  }
  if (!json) process.stderr.write(results.flatMap(planned).join(""));
  return results;
}

function planned({ schema, applied, restored }: Applied): string[] {
  const style = styler(process.stderr);
  return [
    ...restored.map(
      (label) => `  ${style.yellow("=")} ${schema} ${label}: its row would be put back, after a comparison\n`,
    ),
    ...applied.map((label) => `${stepLine({ direction: "up", label }, schema, style)}\n`),
  ];
}

/** Never a rollback: a schema that is above `to` already stays as it is. */
async function optionsFor(
  { client, connection, signal, all }: OpenSchemas,
  schema: MigratedSchema,
  to: number | undefined,
): Promise<MigrateOptions> {
  const options = { client, connection, signal, ...schema, needs: before(all, schema) };
  if (to === undefined) return options;
  const applied = (await appliedMigrations(client, schema.schema)).map(({ version }) => version);
  const newest = Math.max(0, ...schema.files.map(({ version }) => version));
  return { ...options, target: Math.min(newest, Math.max(to, ...applied)) };
}

/** What a schema's files may refer to. */
function before(all: DeclaredSchemas["all"], { schema }: MigratedSchema): MigratedSchema[] {
  return all.slice(
    0,
    all.findIndex((each) => each.schema === schema),
  );
}

function summary(results: readonly Applied[], { dryRun }: MigrateUpOptions, milliseconds: number): string {
  const style = styler(process.stdout);
  const count = (of: "applied" | "restored") => results.reduce((sum, each) => sum + each[of].length, 0);
  const parts = [
    ...(count("restored") > 0 ? [`${count("restored")} restored`] : []),
    ...(count("applied") > 0 ? [`${countOf(count("applied"))} ${dryRun ? "to be applied" : "applied"}`] : []),
  ];
  const took = dryRun ? "" : ` ${style.dim(`in ${duration(milliseconds)}`)}`;
  return parts.length === 0 ? style.bold("nothing is pending") : `${style.bold(parts.join(", "))}${took}`;
}
