/** A type that the server named, and what fits it. */
export interface NamedType {
  /** Name in the catalog; of the one beneath where that is a domain. */
  readonly type: string;
  /** Operator classes, the default first. */
  readonly classes: readonly string[];
}

/** Operator classes of method $1 that take a type called $2, the default first. */
export const readOperatorClasses = `
  SELECT oc.opcname::text AS name FROM pg_opclass oc
  JOIN pg_am am ON am.oid = oc.opcmethod JOIN pg_type t ON t.oid = oc.opcintype
  WHERE am.amname = $1 AND t.typname = $2 ORDER BY NOT oc.opcdefault, oc.opcname`;

/** The type that the server writes as $2, and the classes of method $1 that take it. */
export const readNamedType = `
  SELECT t.typname::text AS type, ARRAY(
    SELECT oc.opcname::text FROM pg_opclass oc JOIN pg_am am ON am.oid = oc.opcmethod
    WHERE am.amname = $1 AND oc.opcintype = t.oid ORDER BY NOT oc.opcdefault, oc.opcname) AS classes
  FROM pg_type named JOIN pg_type t ON t.oid = coalesce(nullif(named.typbasetype, 0), named.oid)
  WHERE named.oid = to_regtype($2)`;
