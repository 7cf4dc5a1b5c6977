import type { Schema } from "./database-model.ts";

/** Mistakes in the declared indexes of a schema: two of one name, of which PostgreSQL would make the first alone. */
export function checkIndexes({ name: schema, indexes }: Pick<Schema, "name" | "indexes">): string[] {
  const byName = Map.groupBy(indexes, ({ name }) => name);
  return [...byName]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => {
      const tables = [...new Set(same.map(({ table }) => table))].join(" and ");
      return `schema ${schema}: ${same.length} indexes are called ${name}, on ${tables}: a name is one index's in its schema`;
    });
}
