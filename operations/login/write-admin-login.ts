import type { ConnectionTarget, CredentialReference } from "../../db/connection-target.ts";
import { resolveCredential } from "../../db/credential.ts";
import { mayPass } from "../../db/wait-for-server.ts";
import { withConnection } from "../../db/with-connection.ts";
import { writePgpass } from "./write-pgpass.ts";

/** An administrator whose password is found by reference. */
export type AdminTarget = Omit<ConnectionTarget, "credential"> & { readonly credential: CredentialReference };

/**
 * Writes the file that a program finds the administrator's password in which takes no reference: `PGPASSFILE` of the engine, and
 * so of the plug-in postgresql, and of psql. The password in it is the one that the server takes now, also in the middle of a
 * rotation.
 *
 * @throws UserError where the password cannot be had, or the server takes none of the secret's
 */
export async function writeAdminLogin(path: string, admin: AdminTarget): Promise<void> {
  const password = await openingPassword(admin);
  const { host, port, user } = admin;
  writePgpass(path, [{ host, port, database: "*", user, password }]);
}

/** Of a server that does not answer, the current one. */
async function openingPassword(admin: AdminTarget): Promise<string> {
  // That database is on every server, whatever was declared.
  const target = { ...admin, database: "postgres" };
  try {
    return await withConnection(target, "pgstack login", async ({ password }) => String(password));
  } catch (error) {
    if (!mayPass(error)) throw error;
    return resolveCredential(admin.credential);
  }
}
