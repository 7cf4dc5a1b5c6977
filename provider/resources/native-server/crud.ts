import { hasPassword } from "../../../operations/native/admin-password.ts";
import { dataIdentity } from "../../../operations/native/data-identity.ts";
import { host } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { start } from "../../../operations/native/start.ts";
import { status } from "../../../operations/native/status.ts";
import { fromProject, runFolder } from "../../../settings/paths.ts";
import { forgetServer } from "../../../settings/remembered-server.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { checkNativeServer } from "./check.ts";
import { folderOf, type NativeServerInputs } from "./inputs.ts";

/** A native server's process and its data. Read before every update, so that a dead one is started again. */
export const nativeServerHandler: ResourceHandler = {
  token: "pgstack:index:NativeServer",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["stack"],
  deleteBeforeReplace: true,
  schema: {
    description: "A PostgreSQL of this machine's programs in the background, with its data in a folder.",
    inputs: {
      stack: { type: "string", description: "Stack it belongs to." },
      bin: {
        type: "string",
        description: "Folder of PostgreSQL's programs. Another major version is refused while there is data.",
      },
      port: { type: "integer", description: "TCP port on 127.0.0.1. A change restarts it." },
      dataFolder: {
        type: "string",
        description: "Folder of its data. A change is refused while there is data.",
      },
      adminUser: {
        type: "string",
        description: "The administrator. A change is refused while there is data.",
      },
      passwordFile: {
        type: "string",
        description: "File with the administrator's password.",
      },
      memory: { type: "integer", description: "Memory given to it, in bytes. A change restarts it." },
    },
    required: ["stack", "bin", "port", "dataFolder", "adminUser", "passwordFile", "memory"],
    outputs: {
      status: {
        type: "string",
        description: "running, stopped, absent when its data is gone, or running with another password.",
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
    const folder = folderOf(inputs as unknown as NativeServerInputs);
    // The data says who it is even while the server is stopped; gone or replaced, nobody knows yet.
    const same =
      olds !== undefined && dataIdentity(folder)?.systemIdentifier === (olds.systemIdentifier ?? "");
    if (!same) return known;
    const { majorVersion, systemIdentifier, identity } = olds;
    return { ...known, majorVersion, systemIdentifier, identity };
  },

  async create(given) {
    const inputs = given as unknown as NativeServerInputs;
    return { id: inputs.stack, outputs: await run(inputs) };
  },

  async read(id, olds, oldInputs) {
    if (Object.keys(oldInputs).length === 0) return undefined;
    const inputs = oldInputs as unknown as NativeServerInputs;
    const { state } = await status(runFolder(inputs.stack), folderOf(inputs));
    const fits = state !== "running" || hasPassword(folderOf(inputs), fromProject(inputs.passwordFile));
    return {
      id,
      inputs: oldInputs,
      outputs: { ...olds, status: fits ? state : "running with another password" },
    };
  },

  update: (_id, _olds, inputs) => run(inputs as unknown as NativeServerInputs),

  async delete(_id, olds) {
    const inputs = olds as unknown as NativeServerInputs;
    await remove(runFolder(inputs.stack), folderOf(inputs));
    forgetServer(inputs.stack);
  },
};

async function run(inputs: NativeServerInputs): Promise<Properties> {
  const { stack, bin, port, adminUser, passwordFile, memory } = inputs;
  const ready = await start({
    bin,
    runFolder: runFolder(stack),
    dataFolder: folderOf(inputs),
    port,
    adminUser,
    adminPassword: fromProject(passwordFile),
    memory,
  });
  const { majorVersion, systemIdentifier, identity } = ready;
  return { ...inputs, status: "running", address: host, majorVersion, systemIdentifier, identity };
}
