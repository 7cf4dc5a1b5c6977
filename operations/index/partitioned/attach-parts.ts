import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import { attachIndex } from "../../../sql/index/partitioned/partitioned-statements.ts";
import type { ComparedIndex } from "../../../sql/index/same-index.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { changeBriefly } from "../change-briefly.ts";
import { createParent } from "./create-parent.ts";
import { findParts } from "./find-parts.ts";

const givenUp = "End that session's transaction, and run it again: what is built so far stays.";

/**
 * Attaches the indexes of all partitions to that of the table, and makes those of partitioned partitions between. Each takes
 * a moment; PostgreSQL takes the whole for valid with the last one.
 */
export async function attachParts(
  client: ClientBase,
  declared: IndexDefinition,
  wanted: ComparedIndex,
  options: BuildIndexOptions,
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
        const what = `attaching ${name} to ${parent.index}`;
        report(what);
        const to = { schema: parent.schema, name: parent.index };
        const statements = [attachIndex(to, { schema, name })];
        const change = { table: parent.table, what, statements, exclusive: true, givenUp };
        await changeBriefly(client, change, { ...options, schema: parent.schema });
      }
      if (partition.kind === "partitioned") await attach({ schema, table, index: name });
    }
  };
  await attach({ schema: options.schema, table: declared.table, index: declared.name });
}
