import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { type PartitionRow, readPartitionKeys } from "../../../sql/index/partitioned/read-partitions.ts";

/**
 * A partition knows its own rows alone: equal keys are equal everywhere only where the partition follows from the key.
 * @throws UserError when a unique index lacks columns of the partition key, of the table or of a partition
 */
export async function requirePartitionKey(
  client: ClientBase,
  declared: IndexDefinition,
  schema: string,
): Promise<void> {
  if (!declared.unique) return;
  const { rows } = await client.query<PartitionRow>(readPartitionKeys, [schema, declared.table]);
  for (const row of rows) {
    const problem = lacking(declared, row);
    if (problem === undefined) continue;
    throw new UserError(
      `it cannot be unique: ${row.schema}.${row.table} is partitioned by ${problem.by}, which is not among its keys`,
      { where: `index ${schema}.${declared.name}`, mend: problem.mend },
    );
  }
}

/** What keeps an index from being unique on a partitioned table, if anything does. */
export function lacking(
  declared: Pick<IndexDefinition, "keys">,
  row: Pick<PartitionRow, "key" | "key_of_expressions">,
): { readonly by: string; readonly mend: string } | undefined {
  if (row.key_of_expressions) {
    return {
      by: "an expression",
      mend: "PostgreSQL has no unique index there. Leave unique out, or declare it on each partition.",
    };
  }
  const missing = row.key.filter((column) => !declared.keys.some((key) => key.column === column));
  if (missing.length === 0) return undefined;
  const keys = missing.map((column) => `{ column: "${column}" }`).join(", ");
  return { by: missing.join(", "), mend: `Add ${keys} to keys, or leave unique out.` };
}
