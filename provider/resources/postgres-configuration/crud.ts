import { isDeepStrictEqual } from "node:util";
import { apply } from "../../../operations/docker/configuration/apply.ts";
import { asWritten } from "../../../operations/docker/configuration/as-written.ts";
import { restartIsPending } from "../../../operations/docker/configuration/restart-is-pending.ts";
import { writeFiles } from "../../../operations/docker/configuration/write-files.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { filesOf, type PostgresConfigurationInputs } from "./files.ts";
import { placeSchema } from "./place-schema.ts";

const map = { type: "object", additionalProperties: { type: "string" } } as const;
const list = { type: "array", items: { type: "string" } } as const;

/** The files in the volume, and a server that has read them. It is looked at before every update. */
export const postgresConfigurationHandler: ResourceHandler = {
  token: "pgstack:index:PostgresConfiguration",
  onServer: false,
  replaceOn: ["volume", "folder"],
  schema: {
    description: "What a PostgreSQL in Docker is configured with: parameters, who may log in, certificates.",
    inputs: {
      ...placeSchema,
      staticParameters: {
        ...map,
        description: "Parameters read at the start. A change restarts the server.",
      },
      dynamicParameters: { ...map, description: "Parameters read at any time. A change reloads them." },
      hostRules: { ...list, description: "Lines of pg_hba.conf. A change reloads them." },
    },
    required: [...Object.keys(placeSchema), "staticParameters", "dynamicParameters", "hostRules"],
    outputs: {
      status: { type: "string", description: "applied, changed by hand, or restart pending." },
    },
  },

  async drift(_outputs, inputs) {
    if (hasUnknown(inputs)) return [];
    return (await statusOf(inputs)) === "applied" ? [] : ["status"];
  },

  preview: (inputs) => ({ ...inputs, status: "applied" }),

  async create(inputs, { signal }) {
    const { volume, folder } = inputs;
    // A container may be there: of a run that was cut short, or whose volume of configuration was removed.
    await bring(inputs, "restart", signal);
    return { id: `${volume}/${folder}`, outputs: { ...inputs, status: "applied" } };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, status: await statusOf(inputs) } };
  },

  async update(_id, olds, inputs, { signal }) {
    const restart =
      !isDeepStrictEqual(olds.staticParameters, inputs.staticParameters) ||
      (await restartIsPending(inputs as unknown as PostgresConfigurationInputs));
    await bring(inputs, restart ? "restart" : "reload", signal);
    return { ...inputs, status: "applied" };
  },

  // With the volume.
  delete: async () => undefined,
};

async function bring(given: Properties, how: "reload" | "restart", signal: AbortSignal): Promise<void> {
  const inputs = given as unknown as PostgresConfigurationInputs;
  await writeFiles(inputs, filesOf(inputs));
  await apply(inputs, how, signal);
}

async function statusOf(given: Properties): Promise<string> {
  const inputs = given as unknown as PostgresConfigurationInputs;
  if (!(await asWritten(inputs, () => filesOf(inputs)))) return "changed by hand";
  return (await restartIsPending(inputs)) ? "restart pending" : "applied";
}
