import { replicator } from "../../model/service-roles.ts";
import { quoteLiteral } from "../quote.ts";
import { createIfMissing } from "./admin-statements.ts";

/** Which physical slots are this project's: everybody else's are left alone. */
const ours = "slot_type = 'physical' AND NOT temporary AND slot_name LIKE 'replica\\_%'";

/** A slot whose WAL is gone serves nobody. */
const lost = "wal_status = 'lost'";

/** Makes the role, whatever is there already. Its password is none: it logs in by a certificate. */
export const replicatorStatements: readonly string[] = [
  createIfMissing(replicator),
  `ALTER ROLE "${replicator}" LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS CONNECTION LIMIT -1 VALID UNTIL 'infinity' PASSWORD NULL`,
];

/**
 * Drops slots that are no longer declared, whoever reads them: a replica that is yet to be removed reconnects within
 * milliseconds, so each end of its reader is followed by the drop at once, and both are tried again, 10 s at most.
 */
export function dropWithReaders(slots: readonly string[]): string {
  const named = `${ours} AND slot_name IN ${listOf(slots)}`;
  return `DO $drop$ BEGIN
  FOR attempt IN 1 .. 200 LOOP
    BEGIN
      PERFORM pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE active AND ${named};
      PERFORM pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE ${named};
      RETURN;
    EXCEPTION WHEN object_in_use THEN
      PERFORM pg_sleep(0.05);
    END;
  END LOOP;
END $drop$`;
}

/** Drops what is lost, and what is not declared and read by nobody. */
export function dropSlots(declared: readonly string[]): string {
  return `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
  WHERE NOT active AND ${ours} AND (${lost} OR slot_name NOT IN ${listOf(declared)})`;
}

/**
 * Makes what is declared and missing. It holds no WAL until somebody reads it: a replica that finds it so knows that its data
 * cannot be followed up, and clones anew.
 */
export function createSlots(declared: readonly string[]): string {
  return `SELECT pg_create_physical_replication_slot(slot) FROM unnest(ARRAY[${declared.map(quoteLiteral).join(", ")}]::name[]) AS slot
  WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = slot)`;
}

/** Reads what is not as declared, a row each with a `problem`. */
export function readReplication(declared: readonly string[]): string {
  return `SELECT 'role ${replicator}' AS problem WHERE NOT EXISTS (SELECT FROM pg_authid WHERE rolname = '${replicator}'
    AND rolcanlogin AND rolreplication AND NOT rolsuper AND NOT rolcreatedb AND NOT rolcreaterole AND NOT rolinherit
    AND NOT rolbypassrls AND rolpassword IS NULL AND rolconnlimit = -1 AND coalesce(rolvaliduntil, 'infinity') = 'infinity')
  UNION ALL SELECT 'no slot ' || slot FROM unnest(ARRAY[${declared.map(quoteLiteral).join(", ")}]::name[]) AS slot
    WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = slot)
  UNION ALL SELECT CASE WHEN ${lost} THEN 'lost slot ' ELSE 'undeclared slot ' END || slot_name FROM pg_replication_slots
    WHERE NOT active AND ${ours} AND (${lost} OR slot_name NOT IN ${listOf(declared)})`;
}

/** An empty list is no list of SQL's. */
function listOf(names: readonly string[]): string {
  return `(${["", ...names].map(quoteLiteral).join(", ")})`;
}
