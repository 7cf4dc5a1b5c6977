import type { Schema } from "./database-model.ts";

/** What is wrong with the partition sets of a model beside each other and its schemas; each set's own fields are its resource's. */
export function checkPartitions(schemas: readonly Schema[]): string[] {
  return schemas.flatMap(({ name, partitions = [] }) => {
    const tables = partitions.map(({ table }) => table);
    const twice = new Set(tables.filter((table, at) => tables.indexOf(table) !== at));
    return [
      ...[...twice].map((table) => `schema ${name}: partitions: ${table} has two sets`),
      ...partitions.flatMap(({ table, retired }) => {
        if (typeof retired !== "object" || schemas.some((schema) => schema.name === retired.schema))
          return [];
        return [
          `schema ${name}: partitions of ${table}: there is no schema ${retired.schema} to move them to`,
        ];
      }),
    ];
  });
}
