import { isConfigured } from "../../../operations/native/configure.ts";
import { dropSlot } from "../../../operations/native/drop-slot.ts";
import { remove } from "../../../operations/native/remove.ts";
import { replicaDataFolder, replicaRunFolder } from "../../../operations/native/replica-folders.ts";
import { start } from "../../../operations/native/start.ts";
import { status } from "../../../operations/native/status.ts";
import { isStreaming } from "../../../operations/native/streaming.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { folderOf } from "../native-server/inputs.ts";
import { nativeInputs } from "../native-server/schema.ts";
import { configOf, type NativeReplicaInputs } from "./inputs.ts";

const inputs = {
  ...nativeInputs,
  replica: { type: "string", description: "Its name, e.g. replica-1." },
  slot: { type: "string", description: "Its replication slot at the primary, e.g. replica_1." },
  primaryPort: { type: "integer", description: "TCP port of the primary. A change is reloaded." },
  primarySocketFolder: { type: "string", description: "Folder of the primary's socket." },
  primaryIdentity: {
    type: "string",
    description: "The primary's identity. With another one it is cloned anew.",
  },
} as const;

/** A native server's standby. Read before every update, so that a dead one is started again. */
export const nativeReplicaHandler: ResourceHandler = {
  token: "pgstack:index:NativeReplica",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["stack", "replica", "dataFolder"],
  deleteBeforeReplace: true,
  schema: {
    description: "A standby of a native server, with its data beside the primary's.",
    inputs,
    required: Object.keys(inputs),
    outputs: {
      status: {
        type: "string",
        description: "streaming, not streaming, stopped, absent when its data is gone, or changed by hand.",
      },
    },
  },

  drift: (outputs) => (outputs.status === "streaming" ? [] : ["status"]),

  preview: (inputs) => ({ ...inputs, status: "streaming" }),

  async create(given) {
    const inputs = given as unknown as NativeReplicaInputs;
    return { id: `${inputs.stack}/${inputs.replica}`, outputs: await run(given) };
  },

  async read(id, olds, oldInputs) {
    if (Object.keys(oldInputs).length === 0) return undefined;
    return { id, inputs: oldInputs, outputs: { ...olds, status: await statusOf(oldInputs) } };
  },

  update: (_id, _olds, inputs) => run(inputs),

  async delete(_id, olds) {
    const inputs = olds as unknown as NativeReplicaInputs;
    const { stack, replica } = inputs;
    await remove(replicaRunFolder(stack, replica), replicaDataFolder(folderOf(inputs), replica));
    await dropSlot(inputs.bin, inputs);
  },
};

async function run(given: Properties): Promise<Properties> {
  await start(configOf(given as unknown as NativeReplicaInputs));
  return { ...given, status: "streaming" };
}

async function statusOf(given: Properties): Promise<string> {
  const config = configOf(given as unknown as NativeReplicaInputs);
  const { state } = await status(config.runFolder, config.dataFolder);
  if (state !== "running") return state;
  if (!isConfigured(config)) return "changed by hand";
  return (await isStreaming(config)) ? "streaming" : "not streaming";
}
