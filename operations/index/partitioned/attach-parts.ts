import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import { attachIndex } from "../../../sql/index/partitioned/partitioned-statements.ts";
import type { ComparedIndex } from "../../../sql/index/same-index.ts";
import { createParent } from "./create-parent.ts";
import { findParts } from "./find-parts.ts";
import type { PartitionedOptions } from "./partitioned-options.ts";
import { underBriefLock } from "./under-brief-lock.ts";

/**
 * Attaches the indexes of all partitions to that of the table, and makes those of partitioned partitions between. Each takes
 * a moment; PostgreSQL takes the whole for valid with the last one.
 */
export async function attachParts(
  client: ClientBase,
  declared: IndexDefinition,
  wanted: ComparedIndex,
  options: PartitionedOptions,
): Promise<void> {
  const { report = () => undefined } = options;
  const { comment: _, ...definition } = declared;
  const attach = async (parent: { schema: string; table: string; index: string }): Promise<void> => {
    for (const { partition, index, attached } of await findParts(client, parent, wanted)) {
      const { schema, table } = partition;
      const name = index?.name ?? partName(table, declared.name);
      // Made while we built, and without one.
      if (index === undefined && partition.kind === "table") continue;
      if (index === undefined)
        await createParent(client, { ...definition, name, table }, { ...options, schema });
      if (!attached) {
        report(`attaching ${name} to ${parent.index}`);
        const to = { schema: parent.schema, name: parent.index };
        await underBriefLock(client, [attachIndex(to, { schema, name })], options);
      }
      if (partition.kind === "partitioned") await attach({ schema, table, index: name });
    }
  };
  await attach({ schema: options.schema, table: declared.table, index: declared.name });
}
