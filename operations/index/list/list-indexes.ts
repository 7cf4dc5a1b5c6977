import type { ClientBase } from "pg";
import type { Schema } from "../../../model/database-model.ts";
import { type ForeignKeyFact, readForeignKeys } from "../../../sql/index/list/read-foreign-keys.ts";
import {
  type ListedRow,
  readListedIndexes,
  readStatisticsAge,
} from "../../../sql/index/list/read-listed-indexes.ts";
import { findProblems } from "./find-problems.ts";
import type { IndexFinding } from "./index-finding.ts";
import { foldParts, type IndexOrigin, type ListedIndex } from "./listed-index.ts";

export interface ListOptions {
  /** The declared schemas. */
  readonly schemas: readonly Pick<Schema, "name" | "indexes">[];
  /** Names of indexes that migrations make, as `schema.name`. */
  readonly migrated: ReadonlySet<string>;
  /** Schemas to list; `undefined` for all but the server's own. */
  readonly only: readonly string[] | undefined;
  /** @default 7 */
  readonly unusedAfterDays?: number | undefined;
}

/** Indexes by schema, table and name, and what is the matter with them. */
export interface IndexList {
  readonly indexes: readonly ListedIndex[];
  readonly findings: readonly IndexFinding[];
  /** How far back the counts of scans reach, in days. */
  readonly statisticsDays: number;
}

/** Reads every index of the schemas and what is the matter with them; changes nothing. */
export async function listIndexes(
  client: ClientBase,
  { schemas, migrated, only, unusedAfterDays = 7 }: ListOptions,
): Promise<IndexList> {
  const { rows } = await client.query<ListedRow>(readListedIndexes, [only ?? null]);
  const { rows: foreignKeys } = await client.query<ForeignKeyFact>(readForeignKeys, [only ?? null]);
  const [age] = (await client.query<{ days: number }>(readStatisticsAge)).rows;
  const statisticsDays = age?.days ?? 0;
  const declared = new Set(
    schemas.flatMap(({ name, indexes }) => indexes.map((index) => `${name}.${index.name}`)),
  );
  const originOf = ({ schema, name, parent, constraint }: ListedRow): IndexOrigin => {
    const names = [`${schema}.${name}`, `${schema}.${parent}`];
    if (names.some((each) => declared.has(each))) return "declared";
    if (constraint !== null) return "constraint";
    return names.some((each) => migrated.has(each)) ? "migration" : "hand";
  };
  const indexes = foldParts(rows.map((row) => ({ ...row, origin: originOf(row), parts: 0 })));
  const listed = schemas.filter(({ name }) => only === undefined || only.includes(name));
  const facts = { indexes, foreignKeys, schemas: listed, statisticsDays, unusedAfterDays };
  return { indexes, findings: findProblems(facts), statisticsDays };
}
