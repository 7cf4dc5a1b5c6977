import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { migrate } from "../../../operations/migrate/migrate.ts";
import { type MigrationVariables, migrationLabel } from "../../../operations/migrate/migration.ts";
import { progressWords } from "../../../operations/migrate/progress-words.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { isEmpty } from "../../../operations/migrate/read-plan.ts";
import { fromProject } from "../../../settings/paths.ts";
import { hasRows } from "../../../sql/has-rows.ts";
import { readTables, type TableName } from "../../../sql/schema/read-schema.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure, HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { changedByHand, compareHistory } from "./compare-history.ts";
import { rememberMigrations } from "./pending-migrations.ts";

interface Inputs {
  readonly schema: string;
  readonly owner: string;
  readonly folder: string;
  readonly variables?: MigrationVariables;
  /** Checksum of each migration's up file, by its label; read from the folder by `check`. */
  readonly files: Readonly<Record<string, string>>;
}

/** All migrations of one schema, applied. Its files are an input, so that a preview shows the pending ones. */
export const migrationsHandler: ResourceHandler = {
  token: "pgstack:index:Migrations",
  onServer: true,
  replaceOn: ["schema"],
  schema: {
    description: "The migrations of one schema, all applied.",
    inputs: {
      schema: { type: "string", description: "Schema they are of." },
      owner: { type: "string", description: "Role that owns what they make." },
      folder: { type: "string", description: "Folder of the files, relative to the project." },
      variables: {
        type: "object",
        additionalProperties: { $ref: "pulumi.json#/Any" },
        description: "Values for {{ name }} in the files. Default none.",
      },
    },
    required: ["schema", "owner", "folder"],
    outputs: {
      files: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "SHA-256 of each applied migration's up file, by `NNNN_name`.",
      },
    },
  },

  async check(inputs, olds, context) {
    if (hasUnknown(inputs)) return { inputs, failures: [] };
    const { schema, folder, variables } = inputs as unknown as Inputs;
    const before = (olds.files ?? {}) as Inputs["files"];
    let property = "folder";
    try {
      const migrations = await readMigrations(fromProject(folder), variables);
      const files = Object.fromEntries(
        migrations.map((migration) => [migrationLabel(migration), migration.up.checksum]),
      );
      rememberMigrations(context, schema, Object.keys(files));
      const failures = [...edited(folder, before, files), ...revalued(olds.variables, variables)];
      property = "files";
      // What the state says is said once; the history on the server may say more.
      if (failures.length === 0) await compareHistory(context, schema, migrations);
      return { inputs: { ...inputs, files }, failures };
    } catch (error) {
      if (!UserError.isInstance(error)) throw error;
      return { inputs, failures: [{ property, reason: error.message }] };
    }
  },

  /** The history on the server, where it can be read, is not what the files say: somebody migrated by hand. */
  async drift(outputs, inputs, context) {
    if (hasUnknown(inputs)) return [];
    const { schema, folder, variables } = inputs as unknown as Inputs;
    const plan = await compareHistory(context, schema, await readMigrations(fromProject(folder), variables));
    if (plan === undefined || isEmpty(plan)) return [];
    for (const line of changedByHand(plan, (outputs.files ?? {}) as Inputs["files"])) context.note(line);
    return ["files"];
  },

  preview: (inputs) => inputs,

  async create(given, context) {
    return { id: String(given.schema), outputs: await apply(given, context) };
  },

  async read(id, _olds, oldInputs, { pool }) {
    const applied = await pool.use((client) => appliedMigrations(client, id));
    if (oldInputs.folder === undefined) {
      throw new UserError(
        "migrations are not imported: declare them, and those that are applied are adopted",
        {
          where: `migrations ${id}`,
        },
      );
    }
    const declared = Object.keys((oldInputs.files ?? {}) as Inputs["files"]).length;
    if (applied.length === 0 && declared > 0) return undefined;
    const files = Object.fromEntries(applied.map((row) => [migrationLabel(row), row.upChecksum]));
    const inputs = { ...oldInputs, schema: id, files };
    return { id, inputs, outputs: inputs };
  },

  update: (_id, _olds, given, context) => apply(given, context),

  async delete(_id, olds, { pool }) {
    const { schema, owner } = olds as unknown as Inputs;
    await pool.use(async (client) => {
      await requireEmptyTables(client, schema);
      await migrate({ client, schema, owner, files: [], target: 0, rollBackMissing: true });
    });
  },
};

async function apply(
  given: Properties,
  { pool, target, report, signal }: HandlerContext,
): Promise<Properties> {
  const { schema, owner, folder, variables } = given as unknown as Inputs;
  const files = await readMigrations(fromProject(folder), variables);
  await pool.use((client) =>
    migrate({
      client,
      schema,
      owner,
      files,
      connection: target,
      signal,
      onProgress: (progress) => report(progressWords(progress)),
    }),
  );
  return given;
}

/** Files that changed after they were applied, said before anything is done. */
function edited(folder: string, before: Inputs["files"], now: Inputs["files"]): CheckFailure[] {
  return Object.entries(before)
    .filter(([label, checksum]) => now[label] !== undefined && now[label] !== checksum)
    .map(([label, checksum]) => ({
      property: "files",
      reason:
        `${folder}/${label}.up.sql was edited after it was applied: checksum ${checksum} then, ${now[label]} now. ` +
        "Put it back as it was, and make the change in a new migration.",
    }));
}

/** Values that went into tables which are there: another one is said before anything is done. */
function revalued(before: unknown, now: MigrationVariables = {}): CheckFailure[] {
  return Object.entries((before ?? {}) as MigrationVariables)
    .filter(([name, value]) => now[name] !== undefined && now[name] !== value)
    .map(([name, value]) => ({
      property: "variables",
      reason:
        `${name} was ${value} when the migrations were applied, and is ${now[name]} now. ` +
        "Set it back: tables that are there change by a new migration.",
    }));
}

/** Rolling everything back drops the tables: not while they hold rows. */
async function requireEmptyTables(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<TableName>(readTables, [schema]);
  const filled: string[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ filled: boolean }>(hasRows(schema, name));
    if (found.rows[0]?.filled) filled.push(`${schema}.${name}`);
  }
  if (filled.length === 0) return;
  throw new UserError(`its tables hold rows, which a rollback would lose: ${filled.join(", ")}`, {
    where: `migrations ${schema}`,
    mend: "Empty the tables first, or keep them and forget the resource: pulumi state delete.",
  });
}
