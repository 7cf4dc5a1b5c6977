import pg from "pg";
import { parseSuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { type SocketServer, socketServer } from "../superuser/socket-server.ts";
import { makeObjects } from "./access-model.ts";

export const database = "access_db";
const password = "of-the-administrator-77c2";

/** A native server with an administrator as RDS has one, a database of its own, and what is declared in it. */
export interface AdminServer {
  readonly admin: pg.Client;
  /** `rdsadmin`, by the socket. */
  readonly superuser: pg.Client;
  readonly connect: SocketServer["connect"];
  /** How the administrator logs in. */
  readonly adminLogin: { readonly user: string; readonly password: string };
  remove(): Promise<void>;
}

export async function adminServer(objects: readonly string[] = makeObjects): Promise<AdminServer> {
  const server = await socketServer();
  const verifier = scramVerifier(password);
  await superuserScript(server.reference, inTransaction(adminStatements("mcp_admin", verifier)));
  const outside = await server.connect({ user: "mcp_admin", password });
  await outside.query(`CREATE DATABASE ${database}`);
  await outside.end();
  const admin = await server.connect({ user: "mcp_admin", password, database });
  const place = parseSuperuserReference(server.reference);
  if (place.kind !== "socket") throw new Error("a native server has a socket");
  const superuser = new pg.Client({ host: place.folder, port: place.port, user: "rdsadmin", database });
  await superuser.connect();
  for (const sql of objects) await admin.query(sql);
  return {
    admin,
    superuser,
    connect: server.connect,
    adminLogin: { user: "mcp_admin", password },
    remove: async () => {
      await Promise.all([admin.end(), superuser.end()]);
      await server.remove();
    },
  };
}
