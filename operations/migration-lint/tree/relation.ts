import type { RangeVar } from "libpg-query";

/** What names a relation; without a schema it is looked up in the migrations' own. */
export type Relation = Pick<RangeVar, "schemaname" | "relname">;

/** One word for a relation, however it was written. */
export function relationKey({ schemaname, relname = "" }: Relation, schema: string): string {
  return `${schemaname ?? schema}.${relname}`;
}

/** A relation as its parts are listed where no RangeVar is: `DROP TABLE a.b`. */
export function relationOf(parts: readonly string[]): Relation {
  const [relname = "", schemaname] = parts.toReversed();
  return schemaname === undefined ? { relname } : { schemaname, relname };
}

/** A relation as SQL writes it, with the schema only where it was given. */
export function relationSql({ schemaname, relname = "" }: Relation): string {
  return schemaname === undefined ? nameSql(relname) : `${nameSql(schemaname)}.${nameSql(relname)}`;
}

/** A name, in quotes only where SQL needs them. */
export function nameSql(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
