import type { IndexFinding } from "../index-finding.ts";
import type { ListedFacts } from "../listed-facts.ts";

/** Indexes that the model declares and the server has not. */
export function missingIndexes({
  indexes,
  schemas,
}: Pick<ListedFacts, "indexes" | "schemas">): IndexFinding[] {
  const there = new Set(indexes.map(({ schema, name }) => `${schema}.${name}`));
  return schemas.flatMap((schema) =>
    schema.indexes
      .filter(({ name }) => !there.has(`${schema.name}.${name}`))
      .map(({ name, table }) => ({
        problem: "missing" as const,
        schema: schema.name,
        table,
        name,
        what: "it is declared, and not on the server",
        mend: "Build it:",
        run: "npx pgstack up --refresh",
        model: null,
      })),
  );
}
