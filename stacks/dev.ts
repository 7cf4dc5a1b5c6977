import { runtime } from "@pulumi/pulumi";
import { EmbeddedPostgres } from "../components/server/embedded-postgres.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import { rememberServer } from "../settings/remembered-server.ts";
import type { Settings } from "../settings/settings.ts";
import { chooseServer } from "./choose-server.ts";

/** A server on this machine, and why it is the one. */
export interface ChosenServer {
  readonly server: PostgresServer;
  readonly reason: string;
}

/** The development server: the kind is decided at the first update and remembered until the stack is destroyed. */
export async function devServer(settings: Settings): Promise<ChosenServer> {
  const choice = await chooseServer(settings);
  const { stack, dataFolder, database, adminUser, memory } = settings;
  const server = new EmbeddedPostgres("server", {
    stack,
    port: choice.port,
    dataFolder,
    database,
    adminUser,
    memory,
  });
  // Once it is there: a choice that did not work out is made anew.
  if (!runtime.isDryRun()) server.identity.apply(() => rememberServer(settings.stack, choice));
  return { server, reason: choice.reason };
}
