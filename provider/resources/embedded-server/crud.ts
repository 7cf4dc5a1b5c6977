import { dataIdentity } from "../../../operations/embedded/data-identity.ts";
import { remove } from "../../../operations/embedded/remove.ts";
import { start } from "../../../operations/embedded/start.ts";
import { status } from "../../../operations/embedded/status.ts";
import { fromProject, runFolder } from "../../../settings/paths.ts";
import { forgetServer } from "../../../settings/remembered-server.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure, ResourceHandler } from "../../resource-handler.ts";
import { unknown } from "../../unknown.ts";

interface Inputs {
  readonly stack: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly database: string;
  readonly adminUser: string;
  readonly memory: number;
}

/** The embedded server listens on the loopback interface only. */
const host = "127.0.0.1";

/** The embedded server's process and its data. Read before every update, so that a dead one is started again. */
export const embeddedServerHandler: ResourceHandler = {
  token: "pgstack:index:EmbeddedServer",
  onServer: false,
  refreshBeforeUpdate: true,
  replaceOn: ["stack"],
  deleteBeforeReplace: true,
  schema: {
    description: "A PostgreSQL in a process of its own in the background, with its data in a folder.",
    inputs: {
      stack: { type: "string", description: "Stack it belongs to." },
      port: { type: "integer", description: "TCP port on 127.0.0.1. A change restarts it." },
      dataFolder: {
        type: "string",
        description: "Folder of its data. A change is refused while there is data.",
      },
      database: {
        type: "string",
        description: "Name of the database. A change is refused while there is data.",
      },
      adminUser: {
        type: "string",
        description: "The administrator. A change is refused while there is data.",
      },
      memory: { type: "integer", description: "Memory given to it, in bytes. A change restarts it." },
    },
    required: ["stack", "port", "dataFolder", "database", "adminUser", "memory"],
    outputs: {
      status: { type: "string", description: "running, stopped, or absent when its data is gone." },
      address: { type: "string", description: "Address it listens on." },
      adminCredential: { type: "string", description: "Where the administrator's password is found." },
      systemIdentifier: { type: "string", description: "PostgreSQL's own identifier of the data." },
      identity: {
        type: "string",
        description: "Changes when the data came back empty or from an older copy.",
      },
    },
  },

  check: (inputs, olds) => ({
    inputs,
    failures: [
      ...checkName("database", inputs.database),
      ...checkName("adminUser", inputs.adminUser),
      ...keepsData(inputs, olds),
    ],
  }),

  drift: (outputs) => (outputs.status === "running" ? [] : ["status"]),

  preview(inputs, olds) {
    const { stack, dataFolder } = inputs as unknown as Inputs;
    const known = { ...inputs, ...fixedOutputs(stack) };
    // The data says who it is even while the server is stopped; gone or replaced, nobody knows yet.
    const same = olds !== undefined && dataIdentity(folderOf(dataFolder, stack)) === olds.systemIdentifier;
    return same ? { ...known, systemIdentifier: olds.systemIdentifier, identity: olds.identity } : known;
  },

  async create(given) {
    const inputs = given as unknown as Inputs;
    return { id: inputs.stack, outputs: await run(inputs) };
  },

  async read(id, olds, oldInputs) {
    if (Object.keys(oldInputs).length === 0) return undefined;
    const { stack, dataFolder } = oldInputs as unknown as Inputs;
    const { state } = await status(runFolder(stack), folderOf(dataFolder, stack));
    return { id, inputs: oldInputs, outputs: { ...olds, status: state } };
  },

  update: (_id, _olds, inputs) => run(inputs as unknown as Inputs),

  async delete(_id, olds) {
    const { stack, dataFolder } = olds as unknown as Inputs;
    await remove(runFolder(stack), folderOf(dataFolder, stack));
    forgetServer(stack);
  },
};

async function run(inputs: Inputs): Promise<Properties> {
  const { stack, port, dataFolder, database, adminUser, memory } = inputs;
  const ready = await start({
    runFolder: runFolder(stack),
    dataFolder: folderOf(dataFolder, stack),
    host,
    port,
    database,
    adminUser,
    memory,
  });
  return {
    ...inputs,
    ...fixedOutputs(stack),
    systemIdentifier: ready.systemIdentifier,
    identity: `${ready.systemIdentifier}/${ready.incarnation}`,
  };
}

function fixedOutputs(stack: string): Properties {
  const adminCredential = `file:.pgstack/stacks/${stack}/run/admin.password`;
  return { status: "running", address: host, adminCredential };
}

/** Each stack has a folder of its own below the one of the settings. */
function folderOf(dataFolder: string, stack: string): string {
  return `${fromProject(dataFolder)}/${stack}`;
}

/** Changes that would leave the data behind are refused, not carried out. */
function keepsData(news: Properties, olds: Properties): CheckFailure[] {
  return ["dataFolder", "database", "adminUser"]
    .filter(
      (property) =>
        olds[property] !== undefined && news[property] !== unknown && olds[property] !== news[property],
    )
    .map((property) => ({
      property,
      reason:
        `cannot change from "${olds[property]}" to "${news[property]}" while the server holds data. ` +
        "Set it back, or run `npx pgstack destroy` first, which deletes the data.",
    }));
}
