import type { SuperuserReference } from "../../db/superuser/superuser-reference.ts";
import { runFolder } from "../../settings/paths.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import { replicaNames } from "../../settings/replica-names.ts";
import type { Settings } from "../../settings/settings.ts";
import { replicaRunFolder } from "../native/replica-folders.ts";
import { lastStart } from "../native/started-with.ts";
import { superuserOf } from "../native/superuser-of.ts";
import type { DeclaredReplica } from "./replication/replication-facts.ts";

/** How the superusers of a stack's servers are reached. */
export interface StackServers {
  readonly primary: SuperuserReference;
  readonly replicas: readonly DeclaredReplica[];
}

/** The stack's servers as they are declared; `undefined` where none can be asked: the embedded one, or one never started. */
export function stackServers(
  { stack, replicas }: Pick<Settings, "stack" | "replicas">,
  { kind, name = "", dockerHost = "" }: RememberedServer,
): StackServers | undefined {
  if (kind === "embedded") return undefined;
  const names = replicaNames(replicas);
  if (kind === "docker") {
    const at = (container: string): SuperuserReference => `docker:${container}@${dockerHost}`;
    return {
      primary: at(name),
      replicas: names.map((replica) => ({ name: replica, superuser: at(`${name}-${replica}`) })),
    };
  }
  const primary = ofRunFolder(runFolder(stack));
  return primary === undefined
    ? undefined
    : {
        primary,
        replicas: names.map((replica) => ({
          name: replica,
          superuser: ofRunFolder(replicaRunFolder(stack, replica)),
        })),
      };
}

function ofRunFolder(folder: string): SuperuserReference | undefined {
  const started = lastStart(folder);
  return started && superuserOf(started.config);
}
