import { isConfigured } from "../../../operations/native/configure.ts";
import { dataIdentity } from "../../../operations/native/data-identity.ts";
import { host } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { removeReplicas } from "../../../operations/native/stack-replicas.ts";
import { start } from "../../../operations/native/start.ts";
import { status } from "../../../operations/native/status.ts";
import { runFolder } from "../../../settings/paths.ts";
import { forgetServer } from "../../../settings/remembered-server.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { checkNativeServer } from "./check.ts";
import { configOf, folderOf, type NativeInputs } from "./inputs.ts";
import { nativeInputs } from "./schema.ts";

/** A native server's process and its data. Read before every update, so that a dead one is started again. */
export const nativeServerHandler: ResourceHandler = {
  token: "pgstack:index:NativeServer",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["stack"],
  deleteBeforeReplace: true,
  schema: {
    description: "A PostgreSQL of this machine's programs in the background, with its data in a folder.",
    inputs: nativeInputs,
    required: Object.keys(nativeInputs),
    outputs: {
      status: {
        type: "string",
        description: "running, stopped, absent when its data is gone, or changed by hand.",
      },
      address: { type: "string", description: "Address it listens on." },
      majorVersion: { type: "integer", description: "PostgreSQL's major version." },
      systemIdentifier: { type: "string", description: "PostgreSQL's own identifier of the data." },
      identity: {
        type: "string",
        description: "Changes when the data came back empty or from an older copy.",
      },
    },
  },

  check: checkNativeServer,

  drift: (outputs) => (outputs.status === "running" ? [] : ["status"]),

  preview(inputs, olds) {
    const known = { ...inputs, status: "running", address: host };
    const folder = folderOf(inputs as unknown as NativeInputs);
    // The data says who it is even while the server is stopped; gone or replaced, nobody knows yet.
    const same =
      olds !== undefined && dataIdentity(folder)?.systemIdentifier === (olds.systemIdentifier ?? "");
    if (!same) return known;
    const { majorVersion, systemIdentifier, identity } = olds;
    return { ...known, majorVersion, systemIdentifier, identity };
  },

  async create(given) {
    const inputs = given as unknown as NativeInputs;
    return { id: inputs.stack, outputs: await run(inputs) };
  },

  async read(id, olds, oldInputs) {
    if (Object.keys(oldInputs).length === 0) return undefined;
    return { id, inputs: oldInputs, outputs: { ...olds, status: await statusOf(oldInputs) } };
  },

  update: (_id, _olds, inputs) => run(inputs as unknown as NativeInputs),

  async delete(_id, olds) {
    const inputs = olds as unknown as NativeInputs;
    // Those of a run that was cut short: others have a resource of their own.
    await removeReplicas(inputs.stack, folderOf(inputs));
    await remove(runFolder(inputs.stack), folderOf(inputs));
    forgetServer(inputs.stack);
  },
};

async function statusOf(given: Properties): Promise<string> {
  const inputs = given as unknown as NativeInputs;
  const { state } = await status(runFolder(inputs.stack), folderOf(inputs));
  // What an older version of this program left has other inputs.
  if (state !== "running" || inputs.socketFolder === undefined) return state;
  return isConfigured(configOf(inputs)) ? state : "changed by hand";
}

async function run(inputs: NativeInputs): Promise<Properties> {
  const { majorVersion, systemIdentifier, identity } = await start(configOf(inputs));
  return { ...inputs, status: "running", address: host, majorVersion, systemIdentifier, identity };
}
