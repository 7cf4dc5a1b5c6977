import type pg from "pg";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { start } from "../../../operations/native/start.ts";
import { hasPostgres } from "../../native/test-postgres.ts";
import { embeddedServer } from "../embedded-server.ts";
import { makeBoss, newPlace, type Place, password } from "../native/test-server.ts";

/** A server of one kind, with an empty database that an administrator works in who may do what RDS's may. */
export interface ServerOfKind {
  readonly kind: "embedded" | "native";
  /** Connected as the administrator. */
  readonly client: pg.Client;
  readonly connection: ConnectionTarget;
  /** Opens another connection; the caller ends it. */
  connect(): Promise<pg.Client>;
  stop(): Promise<void>;
}

/** Kinds of servers that this machine has. */
export const kinds: readonly ServerOfKind["kind"][] = hasPostgres ? ["embedded", "native"] : ["embedded"];

export async function serverOfKind(kind: ServerOfKind["kind"]): Promise<ServerOfKind> {
  if (kind === "native") return nativeServer();
  const server = await embeddedServer();
  const { host = "", port = 0, database = "", user = "" } = server.config;
  const credential = async () => String(server.config.password);
  const connection = { host, port, database, user, credential, tls: "disable" } as const;
  return { kind, client: server.client, connection, connect: server.connect, stop: server.stop };
}

/** A native server in a place of its own, with TLS. */
export async function nativeServer(): Promise<ServerOfKind & { readonly place: Place }> {
  const place = await newPlace();
  await start(place.config);
  await place.run(`${makeBoss} CREATEDB CREATEROLE`, "CREATE DATABASE test_db OWNER boss");
  await place.run("ALTER DATABASE test_db SET client_min_messages = warning");
  const connect = () => place.connect({ database: "test_db" });
  const client = await connect();
  const { port, tlsFolder } = place.config;
  const connection = {
    host: "127.0.0.1",
    port,
    database: "test_db",
    user: "boss",
    credential: async () => password,
    tls: "verify-full",
    caFile: `${tlsFolder}/ca.crt`,
  } as const;
  const stop = async () => {
    await client.end().catch(() => undefined);
    await place.clear();
  };
  return { kind: "native", place, client, connection, connect, stop };
}
