import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import { type ComparedVersions, compareVersions } from "../../../operations/extension/compare-versions.ts";
import { updateExtension } from "../../../sql/extension/create-extension.ts";
import { type ExtensionVersionsRow, readVersions } from "../../../sql/extension/read-versions.ts";
import { askServer } from "../../ask-server.ts";
import { noteOnce } from "../../note-once.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

type Versions = Readonly<Record<string, string>>;

const byName = { type: "object", additionalProperties: { type: "string" } } as const;

/** Versions of a database's extensions, each brought to the declared one. */
export const extensionVersionsHandler: ResourceHandler = {
  token: "pgstack:index:ExtensionVersions",
  onServer: true,
  replaceOn: [],
  schema: {
    description: "Versions of a database's extensions.",
    inputs: {
      versions: {
        ...byName,
        description: "By extension: a version, `latest`, or `any` for one that is watched alone.",
      },
    },
    required: ["versions"],
    outputs: {
      installed: { ...byName, description: "Version that is installed, by extension." },
      pending: {
        type: "array",
        items: { type: "string" },
        description: "What is not as declared, in words; the next update mends it.",
      },
    },
  },

  /** A new image or release of the same update may be what makes a version possible: the update refuses what is not. */
  async check(inputs, _olds, context) {
    if (hasUnknown(inputs)) return { inputs, failures: [] };
    const { problems = [] } = (await compare(inputs, context)) ?? {};
    noteOnce(
      context,
      "extensions",
      problems.map((problem) => `as the server is now: ${problem}`),
    );
    return { inputs, failures: [] };
  },

  /** Another version by hand, or a newer one that the server brings since. */
  async drift(outputs, inputs, context) {
    if (hasUnknown(inputs)) return [];
    const found = await compare(inputs, context);
    if (found === undefined) return (outputs.pending as string[] | undefined)?.length ? ["pending"] : [];
    const { changes, problems, behind } = found;
    noteOnce(context, "extensions", [
      ...changes.map(({ name, from, to }) => `${name}: ${from} to ${to}`),
      ...behind.map(
        ({ name, from, to }) =>
          `${name} is ${from}, and the server brings ${to}: declare version: "latest" to update it`,
      ),
    ]);
    return changes.length + problems.length > 0 ? ["pending"] : [];
  },

  preview: (inputs) => ({ ...inputs, pending: [] }),

  async create(inputs, context) {
    return { id: "extensions", outputs: await apply(inputs, context) };
  },

  async read(id, _olds, inputs, { pool }) {
    if (inputs.versions === undefined) return undefined;
    return { id, inputs, outputs: await pool.use((client) => stateOf(client, inputs)) };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  delete: async () => undefined,
};

async function apply(inputs: Properties, { pool, report }: HandlerContext): Promise<Properties> {
  return pool.use(async (client) => {
    const { changes, problems } = compareVersions(versionsOf(inputs), await read(client, inputs));
    const [problem] = problems;
    if (problem !== undefined)
      throw new UserError(problems.join("\n"), { where: "extensions", mend: "Correct model/database.ts." });
    for (const { name, from, to } of changes) {
      report(`updating ${name} from ${from} to ${to}`);
      await client.query(updateExtension(name, to));
    }
    return stateOf(client, inputs);
  });
}

async function stateOf(client: ClientBase, inputs: Properties): Promise<Properties> {
  const rows = await read(client, inputs);
  const installed = rows.flatMap((row) =>
    row.installed === null ? [] : [[row.name, row.installed] as const],
  );
  const { changes } = compareVersions(versionsOf(inputs), rows);
  return {
    ...inputs,
    installed: Object.fromEntries(installed),
    pending: changes.map(({ name, from, to }) => `${name}: ${from} to ${to}`),
  };
}

function compare(inputs: Properties, context: HandlerContext): Promise<ComparedVersions | undefined> {
  return askServer(context, "versions of extensions", async (client) =>
    compareVersions(versionsOf(inputs), await read(client, inputs)),
  );
}

async function read(client: ClientBase, inputs: Properties): Promise<readonly ExtensionVersionsRow[]> {
  return (await client.query<ExtensionVersionsRow>(readVersions, [Object.keys(versionsOf(inputs))])).rows;
}

function versionsOf(inputs: Properties): Versions {
  return inputs.versions as Versions;
}
