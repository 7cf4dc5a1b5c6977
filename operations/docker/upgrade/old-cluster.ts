import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";

/** A database of the old cluster. */
export interface OldDatabase {
  readonly oid: number;
  readonly name: string;
  readonly canConnect: boolean;
  /** -2 for one whose DROP was cut short. */
  readonly connectionLimit: number;
  /** Everything in it, in bytes. */
  readonly size: number;
  readonly encoding: string;
  readonly collate: string;
  readonly ctype: string;
  /** `c` of the C library, `i` of ICU, `b` of PostgreSQL itself. */
  readonly provider: "c" | "i" | "b";
  /** Its name there, with a provider other than the C library. */
  readonly locale: string | null;
}

/** What the whole cluster holds, as far as it decides whether and how it can be copied. */
export interface OldCluster {
  readonly databases: readonly OldDatabase[];
  readonly walSegmentBytes: number;
  readonly preparedTransactions: readonly string[];
  readonly tablespaces: readonly string[];
  /** Logical ones: a physical one is the replica's, which is cloned anew. */
  readonly logicalSlots: readonly string[];
  /** Settings of ALTER SYSTEM. */
  readonly systemSettings: readonly string[];
}

/** By names in JSON, for columns that came with a version: `datlocprovider` with 15, `datlocale` with 17. */
const databasesQuery = `
SELECT oid::int8, datname AS name, datallowconn AS "canConnect", datconnlimit AS "connectionLimit",
  pg_database_size(oid) AS size, pg_encoding_to_char(encoding) AS encoding, datcollate AS collate, datctype AS ctype,
  coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
  coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale
FROM pg_database d
ORDER BY datname <> 'template1', datname <> 'postgres', datname`;

const clusterQuery = `
SELECT pg_size_bytes(current_setting('wal_segment_size')) AS "walSegmentBytes",
  ARRAY(SELECT gid FROM pg_prepared_xacts ORDER BY 1) AS "preparedTransactions",
  ARRAY(SELECT spcname FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global') ORDER BY 1) AS tablespaces,
  ARRAY(SELECT slot_name FROM pg_replication_slots WHERE slot_type = 'logical' ORDER BY 1) AS "logicalSlots",
  ARRAY(SELECT name FROM pg_file_settings WHERE sourcefile LIKE '%/postgresql.auto.conf' ORDER BY 1) AS "systemSettings"`;

/** Reads it, `template0` first of all dropped: it is what new databases are made of, and nobody's. */
export async function readOldCluster(superuser: SuperuserReference): Promise<OldCluster> {
  const databases = await superuserRows<OldDatabase>(superuser, databasesQuery);
  const [cluster] = await superuserRows<Omit<OldCluster, "databases">>(superuser, clusterQuery);
  if (cluster === undefined) throw new Error("a query without FROM has one row");
  return { ...cluster, databases };
}

/** An extension of one of the old cluster's databases. */
export interface OldExtension {
  readonly database: string;
  readonly name: string;
}

const inDatabaseQuery = `
SELECT ARRAY(SELECT extname FROM pg_extension ORDER BY 1) AS extensions,
  ARRAY(SELECT subname FROM pg_subscription WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    ORDER BY 1) AS subscriptions`;

/** What is in one database, as far as it decides whether it can be copied. */
export interface OldContent {
  readonly extensions: readonly string[];
  readonly subscriptions: readonly string[];
}

export async function readOldDatabase(superuser: SuperuserReference, database: string): Promise<OldContent> {
  const [content] = await superuserRows<OldContent>(superuser, inDatabaseQuery, { database });
  if (content === undefined) throw new Error("a query without FROM has one row");
  return content;
}
