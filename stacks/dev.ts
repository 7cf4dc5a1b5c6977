import { all, type Input, log, runtime } from "@pulumi/pulumi";
import type { MakeObjects } from "../components/database/database.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import { isOffline } from "../settings/offline.ts";
import { type RememberedServer, rememberServer } from "../settings/remembered-server.ts";
import type { ServerKind, Settings } from "../settings/settings.ts";
import { chooseServer } from "./choice/choose-server.ts";
import { serverLimits } from "./server-limits.ts";

/** A server on this machine, why it is the one, and who makes roles, schemas and extensions there. */
export interface ChosenServer {
  readonly server: PostgresServer;
  readonly reason: string;
  readonly makeObjects: MakeObjects;
}

/** The development server: the kind is decided at the first update and remembered until the stack is destroyed. */
export async function devServer(settings: Settings, model: DatabaseModel): Promise<ChosenServer> {
  const choice = await chooseServer(settings);
  // What a plan without a machine was made for is part of what it says.
  if (isOffline()) await log.info(choice.reason);
  const { server, makeObjects, remember } = await declare[choice.kind](settings, choice);
  // Once it is there: a choice that did not work out is made anew.
  if (!runtime.isDryRun())
    all([server.identity, remember]).apply(([, found]) =>
      rememberServer(settings.stack, { ...choice, ...found, ...limitsOf(server, model) }),
    );
  return { server, makeObjects, reason: choice.reason };
}

/** For `doctor`, which looks at no program. */
function limitsOf(server: PostgresServer, model: DatabaseModel): Pick<RememberedServer, "limits"> {
  const limits = serverLimits(server, model);
  return limits.length === 0 ? {} : { limits };
}

type Declare = (
  settings: Settings,
  choice: RememberedServer,
) => Promise<
  Pick<ChosenServer, "server" | "makeObjects"> & {
    /** What to remember beside the choice. */
    readonly remember?: Input<Partial<RememberedServer>>;
  }
>;

/** Each kind's modules are loaded when it is chosen: Pulumi's SDKs take their time. */
const declare: Readonly<Record<ServerKind, Declare>> = {
  async docker(settings, choice) {
    const { dockerServer } = await import("./docker.ts");
    const { objectsByProvider } = await import("../components/database/objects-by-provider.ts");
    return { ...(await dockerServer(settings, choice)), makeObjects: objectsByProvider };
  },

  async native(settings, choice) {
    const { nativeServer } = await import("./native.ts");
    const { objectsByProvider } = await import("../components/database/objects-by-provider.ts");
    return { server: await nativeServer(settings, choice), makeObjects: objectsByProvider };
  },

  async embedded({ stack, dataFolder, database, adminUser, memory }, { port }) {
    const { EmbeddedPostgres } = await import("../components/server/embedded-postgres.ts");
    const { objectsByPlugIn } = await import("../components/database/objects-by-plug-in.ts");
    const args = { stack, port, dataFolder, database, adminUser, memory };
    return { server: new EmbeddedPostgres("server", args), makeObjects: objectsByPlugIn };
  },
};
