import { quoteName } from "../quote.ts";

const prefix = "pgstack_scratch_";

/** How long one may be left without a session, in seconds, before it is taken for forgotten. */
const forgottenAfter = 600;

/** A name that says since when: `pgstack_scratch_<seconds since 1970>_<random>`. */
export function scratchName(now: Date, random: string): string {
  return `${prefix}${Math.floor(now.getTime() / 1000)}_${random}`;
}

/** From PostgreSQL's own empty template: nothing that was added to template1 comes along. */
export function createScratch(name: string): string {
  return `CREATE DATABASE ${quoteName(name)} TEMPLATE template0`;
}

/** Ends sessions that are still in it. */
export function dropScratch(name: string): string {
  return `DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`;
}

/** Scratch databases that nobody is in and nobody will come back to: their program was killed. */
export const forgottenScratch = `
  SELECT d.datname::text AS name FROM pg_database d
  WHERE d.datname ~ '^${prefix}[0-9]+_[0-9a-f]+$' AND pg_has_role(d.datdba, 'USAGE')
    AND split_part(d.datname, '_', 3)::bigint < extract(epoch FROM now()) - ${forgottenAfter}
    AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`;

/** Names of the roles and extensions that a new database has. */
export const readThere = `
  SELECT ARRAY(SELECT rolname::text FROM pg_roles) AS roles, ARRAY(SELECT extname::text FROM pg_extension) AS extensions`;

/** What a migration may need beside its schema: roles by name, and the extensions, as JSON. */
export interface SurroundingsRow {
  readonly roles: readonly string[];
  readonly extensions: readonly { readonly name: string; readonly schema: string }[];
  /** All connections share one session, so that there is one database. */
  readonly embedded: boolean;
}

/** pg_cron lives in one database of a server. */
export const readSurroundings = `
  SELECT ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user ORDER BY 1) AS roles,
         (SELECT coalesce(json_agg(json_build_object('name', e.extname, 'schema', n.nspname) ORDER BY e.oid), '[]')
          FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
          WHERE e.extname NOT IN ('plpgsql', 'pg_cron')) AS extensions,
         version() ~ 'emcc|Emscripten|wasm' AS embedded`;
