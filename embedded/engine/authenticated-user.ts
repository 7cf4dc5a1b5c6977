import type { PGlite } from "@electric-sql/pglite";
import { findAuthenticatedUser, moduleOf, words } from "./pglite-internals.ts";

/** `BOOTSTRAP_SUPERUSERID` of PostgreSQL. */
export const bootstrapSuperuser = 10;
/** `pg_read_all_data`: a role every cluster has, and not a superuser. */
const probe = { oid: 6181, name: "pg_read_all_data" } as const;

/**
 * Returns a function that sets whose rights decide on SET SESSION AUTHORIZATION, after proving that it does: without it
 * any login could make itself the superuser.
 *
 * @throws Error if this version of PGlite cannot be made to
 */
export async function authenticatedUser(pglite: PGlite, heapBase: number): Promise<(oid: number) => void> {
  const module = moduleOf(pglite);
  await pglite.exec(`SET SESSION AUTHORIZATION ${probe.name}`);
  const index = findAuthenticatedUser(module, heapBase, bootstrapSuperuser);
  const set = (oid: number) => {
    words(module)[index] = oid;
  };
  set(probe.oid);
  const refused = await pglite.exec("SET SESSION AUTHORIZATION postgres").then(
    () => false,
    (error: { code?: string }) => error.code === "42501",
  );
  set(bootstrapSuperuser);
  // RESET would do nothing: in single-user mode no login has set what it goes back to.
  await pglite.exec("SET SESSION AUTHORIZATION postgres");
  if (!refused) throw new Error("this version of PGlite does not refuse SET SESSION AUTHORIZATION");
  return set;
}
