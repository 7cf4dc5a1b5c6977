import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { replicaDataFolder, replicaRunFolder } from "../../../operations/native/replica-folders.ts";
import { type NativeInputs, configOf as serverConfigOf } from "../native-server/inputs.ts";

/** What the resource is given; see `NativeReplicaArgs`. */
export interface NativeReplicaInputs extends NativeInputs {
  readonly replica: string;
  readonly slot: string;
  readonly primaryPort: number;
  readonly primarySocketFolder: string;
  readonly primaryIdentity: string;
}

/** The inputs for whoever starts servers, who knows nothing of the project. */
export function configOf(inputs: NativeReplicaInputs): NativeConfig {
  const { stack, replica, slot, primaryPort, primarySocketFolder, primaryIdentity } = inputs;
  const server = serverConfigOf(inputs);
  return {
    ...server,
    runFolder: replicaRunFolder(stack, replica),
    dataFolder: replicaDataFolder(server.dataFolder, replica),
    standby: { name: replica, slot, primaryPort, primarySocketFolder, primaryIdentity },
  };
}
