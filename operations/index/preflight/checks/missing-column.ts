import type { IndexDefinition } from "../../../../model/index-definition.ts";
import { nearest } from "../../../../settings/nearest.ts";
import type { TableFacts } from "../../../../sql/index/preflight/read-schema-facts.ts";
import type { PreflightFinding } from "../preflight-finding.ts";

/** Columns that the table does not have. Those inside an expression or a predicate are the server's to find. */
export function missingColumn(schema: string, index: IndexDefinition, table: TableFacts): PreflightFinding[] {
  const there = table.columns.map(({ name }) => name);
  const named = [
    ...index.keys.flatMap(({ column }, at) =>
      column === undefined ? [] : [[`keys[${at}]`, column] as const],
    ),
    ...(index.include ?? []).map((column, at) => [`include[${at}]`, column] as const),
  ];
  return named
    .filter(([, column]) => !there.includes(column))
    .map(([property, column]) => {
      const meant = nearest(column, there);
      return {
        level: "error" as const,
        property,
        what: `${schema}.${table.name} has no column ${column}`,
        mend: meant === undefined ? `There are ${there.join(", ")}.` : `Did you mean ${meant}?`,
      };
    });
}
