import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { partName } from "../../../sql/index/partitioned/part-name.ts";
import type { ComparedIndex } from "../../../sql/index/same-index.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import type { BuildPart } from "./build-part.ts";
import { findParts, type Parent } from "./find-parts.ts";
import { type BuiltPart, leaveParts } from "./leave-parts.ts";
import { reindexPart } from "./reindex-part.ts";

/**
 * Builds an index on every partition, at every level, that has no equal one, and again in place where it is attached and
 * INVALID. They are not attached yet, so that what fails leaves nothing half-built; see {@link leaveParts}.
 */
export async function buildParts(
  client: ClientBase,
  declared: IndexDefinition,
  { parent, wanted }: { readonly parent: Parent; readonly wanted: ComparedIndex },
  options: BuildIndexOptions,
  buildPart: BuildPart,
): Promise<void> {
  const { signal } = options;
  const { comment: _, ...definition } = declared;
  const built: BuiltPart[] = [];
  const below = async (place: Parent): Promise<void> => {
    for (const { partition, index, attached } of await findParts(client, place, wanted)) {
      signal?.throwIfAborted();
      const { schema, table } = partition;
      if (partition.kind === "partitioned") await below({ schema, table, index: index?.name });
      else if (index === undefined) {
        const name = partName(table, declared.name);
        await buildPart(client, { ...definition, name, table }, { ...options, schema });
        built.push({ schema, name });
      } else if (attached && !index.valid) {
        await reindexPart(client, definition, index, { ...options, schema });
      }
    }
  };
  try {
    await below(parent);
  } catch (error) {
    await leaveParts(client, built, declared.name, error, options);
    throw error;
  }
}
