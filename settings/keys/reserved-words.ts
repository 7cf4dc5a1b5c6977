/** The words of PostgreSQL 18 that cannot be a bare name: categories R and T of pg_get_keywords(). */
const words = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze
  from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit
  localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references
  returning right select session_user similar some symmetric system_user table tablesample then to trailing true
  union unique user using variadic verbose when where window with`.split(/\s+/),
);

/** Roles that grants and SET ROLE take for something else (PostgreSQL refuses to create them). */
const specialRoles = new Set(["none", "public"]);

/** Whether a name means something else to SQL, so that it would have to be quoted in every statement. */
export function isReservedWord(name: string): boolean {
  return words.has(name) || specialRoles.has(name);
}
