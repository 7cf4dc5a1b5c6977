import { pgbouncerIni } from "../../../configuration/pgbouncer-settings.ts";
import { apply } from "../../../operations/docker/configuration/apply.ts";
import { asWritten } from "../../../operations/docker/configuration/as-written.ts";
import type { ConfigurationPlace, Files } from "../../../operations/docker/configuration/place.ts";
import { tlsFiles } from "../../../operations/docker/configuration/tls-files.ts";
import { writeFiles } from "../../../operations/docker/configuration/write-files.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { placeSchema } from "../postgres-configuration/place-schema.ts";

interface Inputs extends ConfigurationPlace {
  readonly primary: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly tlsFolder: string;
  readonly tlsFiles: readonly string[];
}

/** Settings that PgBouncer reads at its start alone (its documentation, "Reloading"). */
const readAtStart = ["listen_addr", "listen_port", "unix_socket_dir"];
/** Where the primary listens in its container. */
const port = 5432;

/** The files in the volume, and a PgBouncer that has read them. They are looked at before every update. */
export const pgbouncerConfigurationHandler: ResourceHandler = {
  token: "pgstack:index:PgBouncerConfiguration",
  onServer: false,
  replaceOn: ["volume", "folder"],
  schema: {
    description: "What PgBouncer in Docker is configured with.",
    inputs: {
      ...placeSchema,
      primary: { type: "string", description: "Where it finds the primary. A change reloads it." },
      settings: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Section [pgbouncer] of its file.",
      },
    },
    required: [...Object.keys(placeSchema), "primary", "settings"],
    outputs: { status: { type: "string", description: "applied, or changed by hand." } },
  },

  async drift(_outputs, inputs) {
    if (hasUnknown(inputs)) return [];
    return (await statusOf(inputs)) === "applied" ? [] : ["status"];
  },

  preview: (inputs) => ({ ...inputs, status: "applied" }),

  async create(inputs, { signal }) {
    await bring(inputs, "restart", signal);
    return { id: `${inputs.volume}/${inputs.folder}`, outputs: { ...inputs, status: "applied" } };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) return undefined;
    return { id, inputs, outputs: { ...olds, status: await statusOf(inputs) } };
  },

  async update(_id, olds, inputs, { signal }) {
    const [before, after] = [olds, inputs].map(({ settings }) => settings as Inputs["settings"]);
    const restart = readAtStart.some((name) => before?.[name] !== after?.[name]);
    await bring(inputs, restart ? "restart" : "reload", signal);
    return { ...inputs, status: "applied" };
  },

  // With the volume.
  delete: async () => undefined,
};

function filesOf(inputs: Inputs): Files {
  const { primary, settings } = inputs;
  return { "pgbouncer.ini": pgbouncerIni({ host: primary, port }, settings), ...tlsFiles(inputs) };
}

async function bring(given: Properties, how: "reload" | "restart", signal: AbortSignal): Promise<void> {
  const inputs = given as unknown as Inputs;
  await writeFiles(inputs, filesOf(inputs));
  await apply(inputs, how, signal);
}

async function statusOf(given: Properties): Promise<string> {
  const inputs = given as unknown as Inputs;
  return (await asWritten(inputs, () => filesOf(inputs))) ? "applied" : "changed by hand";
}
