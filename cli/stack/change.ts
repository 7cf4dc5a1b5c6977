import { join } from "node:path";
import { withConnection } from "../../db/with-connection.ts";
import { UserError } from "../../errors/user-error.ts";
import { database } from "../../model/database.ts";
import { appliedMigrations } from "../../operations/migrate/applied-migrations.ts";
import { readMigrations } from "../../operations/migrate/read-migrations.ts";
import { changeFiles } from "../../operations/online-change/change-files.ts";
import type { ColumnPath } from "../../operations/online-change/column-path.ts";
import { maskWarnings } from "../../operations/online-change/mask-warnings.ts";
import { planRename } from "../../operations/online-change/plan-rename.ts";
import { planToText } from "../../operations/online-change/plan-to-text.ts";
import { writeChange } from "../../operations/online-change/write-change.ts";
import { fromProject } from "../../settings/paths.ts";
import type { Settings } from "../../settings/settings.ts";
import { changeReport } from "../output/change-report.ts";
import { styler } from "../output/style.ts";
import { openStack } from "./open-stack.ts";
import { readOutputs } from "./read-outputs.ts";
import { roleTarget } from "./role-target.ts";

/** What is to be changed. */
export type Change =
  | { readonly kind: "rename-column"; readonly column: ColumnPath; readonly to: string }
  | { readonly kind: "to-text"; readonly column: ColumnPath; readonly maxLength?: number };

export interface ChangeOptions {
  readonly stack: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Writes the migrations of a change, read from the stack's database, and says what each does. */
export async function change(asked: Change, options: ChangeOptions): Promise<void> {
  const { schema } = asked.column;
  const opened = await openStack(options.stack);
  const declared = declaredSchema(schema, opened.settings);
  const folder = fromProject(join("migrations", schema));
  const existing = await readMigrations(folder, declared.variables);
  const outputs = await readOutputs(opened);
  const { target } = roleTarget(outputs, options.stack, outputs.admin.user);
  const { plan, pending } = await withConnection(target, "pgstack migrate change", async (client) => ({
    plan:
      asked.kind === "rename-column"
        ? await planRename(client, asked.column, asked.to)
        : await planToText(client, asked.column, asked.maxLength),
    pending: existing.length - (await appliedMigrations(client, schema)).length,
  }));
  const files = changeFiles(plan, existing.length + 1);
  if (!options.dryRun) await writeChange(folder, files);
  const warnings = [
    ...(asked.kind === "rename-column" ? maskWarnings(declared, asked.column, asked.to) : []),
    ...plan.warnings,
    ...(pending > 0
      ? [
          `${pending} ${pending === 1 ? "migration is" : "migrations are"} not applied: what they change was not seen.`,
        ]
      : []),
  ];
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ change: plan.title, folder: `migrations/${schema}`, written: !options.dryRun, warnings, files })}\n`
      : changeReport({ ...plan, warnings, files, dryRun: options.dryRun === true }, styler(process.stdout)),
  );
}

function declaredSchema(name: string, settings: Settings) {
  const { schemas } = database(settings);
  const found = schemas.find((schema) => schema.name === name);
  if (found !== undefined) return found;
  throw new UserError(`schema ${name} is not declared`, {
    where: "column",
    mend: `There are ${schemas.map((schema) => schema.name).join(", ")}, in model/database.ts.`,
  });
}
