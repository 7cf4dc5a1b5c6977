import { isExtensions, isOwnSchema } from "./own-names.ts";

/** A schema, and what is in it. */
export interface SchemaFact {
  readonly name: string;
  readonly owner: string;
  /** Whether an extension keeps its objects there. */
  readonly of_extension: boolean;
  /** Tables, views, sequences, routines and types in it that no extension brought. */
  readonly objects: number;
}

/** Kinds of objects that have an owner of their own, in the words of ALTER ... OWNER TO. */
export type OwnedKind =
  | "TABLE"
  | "VIEW"
  | "MATERIALIZED VIEW"
  | "FOREIGN TABLE"
  | "SEQUENCE"
  | "FUNCTION"
  | "PROCEDURE"
  | "AGGREGATE"
  | "TYPE"
  | "DOMAIN";

/** An object of a schema, with its owner. */
export interface OwnedObject {
  readonly kind: OwnedKind;
  readonly schema: string;
  /** As SQL has it: a routine's with its argument types, quoted where it must be. */
  readonly name: string;
  readonly owner: string;
  /** Whether a routine runs with its owner's rights. */
  readonly definer: boolean;
}

/** Objects of every schema but PostgreSQL's and extensions'. A column's own sequence follows its table, a table's type too. */
const objects = `
  SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
                        WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind,
         c.relnamespace AS namespace, c.relname::text AS name, c.relowner AS owner, false AS definer
  FROM pg_class c
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT ${isExtensions("pg_class", "c.oid")}
    AND NOT (c.relkind = 'S' AND EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
             AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
  UNION ALL
  SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END, p.pronamespace,
         quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.proowner, p.prosecdef
  FROM pg_proc p WHERE NOT ${isExtensions("pg_proc", "p.oid")}
  UNION ALL
  SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.typnamespace, t.typname::text, t.typowner, false
  FROM pg_type t
  WHERE (t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND EXISTS
           (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT ${isExtensions("pg_type", "t.oid")}`;

/** Reads every {@link OwnedObject}. */
export const readObjects = `
  SELECT o.kind, n.nspname::text AS schema, o.name, pg_get_userbyid(o.owner)::text AS owner, o.definer
  FROM (${objects}) o JOIN pg_namespace n ON n.oid = o.namespace
  WHERE NOT ${isOwnSchema("n")} ORDER BY 2, 1, 3`;

/** Reads every {@link SchemaFact}. */
export const readSchemas = `
  SELECT n.nspname::text AS name, pg_get_userbyid(n.nspowner)::text AS owner,
         EXISTS (SELECT FROM pg_extension x WHERE x.extnamespace = n.oid) AS of_extension,
         coalesce(o.objects, 0)::int AS objects
  FROM pg_namespace n LEFT JOIN (SELECT namespace, count(*) AS objects FROM (${objects}) AS o GROUP BY namespace) o
    ON o.namespace = n.oid
  WHERE NOT ${isOwnSchema("n")} ORDER BY 1`;
