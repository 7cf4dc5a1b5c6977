import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrationLabel } from "../../../operations/migrate/migration.ts";
import type { HandlerContext } from "../../resource-handler.ts";

type Pool = HandlerContext["pool"];

/** Labels of the files that each run declares, by schema; and whether the server's history differs, once it was asked. */
const declared = new WeakMap<Pool, Map<string, readonly string[]>>();
const pending = new WeakMap<Pool, Map<string, Promise<boolean>>>();

/** Keeps what a run declares, for what is inside the schema. */
export function rememberMigrations(
  context: Pick<HandlerContext, "knowsServer" | "pool">,
  schema: string,
  labels: readonly string[],
): void {
  if (context.knowsServer) schemasIn(declared, context.pool).set(schema, labels);
}

/**
 * Whether migrations are still to be applied or rolled back, as in a preview: what the catalog says of the schema's tables
 * is not what the run will find. False where the run declares none.
 */
export function migrationsArePending(pool: Pool, schema: string): Promise<boolean> {
  const labels = declared.get(pool)?.get(schema);
  if (labels === undefined) return Promise.resolve(false);
  const asked = schemasIn(pending, pool);
  const known = asked.get(schema) ?? differs(pool, schema, labels);
  asked.set(schema, known);
  return known;
}

async function differs(pool: Pool, schema: string, labels: readonly string[]): Promise<boolean> {
  const rows = await pool.use((client) => appliedMigrations(client, schema));
  const applied = rows.map(migrationLabel);
  return applied.length !== labels.length || applied.some((label) => !labels.includes(label));
}

function schemasIn<T>(runs: WeakMap<Pool, Map<string, T>>, pool: Pool): Map<string, T> {
  const schemas = runs.get(pool) ?? new Map<string, T>();
  runs.set(pool, schemas);
  return schemas;
}
