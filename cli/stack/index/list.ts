import { UserError } from "../../../errors/user-error.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { keysOfMigrations } from "../../../operations/index/foreign-keys/declared-foreign-keys.ts";
import { listIndexes } from "../../../operations/index/list/list-indexes.ts";
import { fromProject } from "../../../settings/paths.ts";
import { ExitCode } from "../../exit-codes.ts";
import { indexList } from "../../output/index/index-list.ts";
import { listJson } from "../../output/index/list-json.ts";
import { styler } from "../../output/style.ts";
import { requireDeclared } from "../migrate/declared-schemas.ts";
import { withIndexes } from "./with-indexes.ts";

export interface ListOptions {
  readonly stack: string;
  /** @default all declared ones */
  readonly schema?: string | undefined;
  /** Also those that are not declared. */
  readonly allSchemas?: boolean | undefined;
  /** Days. */
  readonly unusedAfter: number;
  /** Findings end it with exit code 1. */
  readonly check?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Prints the indexes and what is the matter with them. */
export async function list({
  stack,
  schema,
  allSchemas,
  unusedAfter,
  check,
  json,
}: ListOptions): Promise<void> {
  if (schema !== undefined && allSchemas)
    throw new UserError("one schema and all of them cannot both be meant", {
      where: "--schema",
      mend: "Leave one of --schema and --all-schemas out.",
    });
  const found = await withIndexes(stack, async ({ client, model }) => {
    requireDeclared(model, schema, "--schema");
    const declared = model.schemas.map(({ name }) => name);
    return listIndexes(client, {
      schemas: model.schemas,
      migrated: await migratedIndexes(model),
      only: allSchemas ? undefined : schema === undefined ? declared : [schema],
      unusedAfterDays: unusedAfter,
    });
  });
  process.stdout.write(
    json
      ? `${JSON.stringify(listJson(found))}\n`
      : `${indexList(found, process.stdout.columns, styler(process.stdout))}\n`,
  );
  if (check && found.findings.length > 0) process.exitCode = ExitCode.failed;
}

async function migratedIndexes({ schemas }: DatabaseModel): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const schema of schemas) {
    const { indexes } = await keysOfMigrations(fromProject("migrations"), schema);
    for (const { name } of indexes) names.add(`${schema.name}.${name}`);
  }
  return names;
}
