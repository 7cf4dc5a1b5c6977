import { closest } from "fastest-levenshtein";
import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import {
  createExtension,
  dropExtension,
  setExtensionSchema,
} from "../../../sql/extension/create-extension.ts";
import {
  type ExtensionRow,
  readAvailableExtensions,
  readExtension,
} from "../../../sql/extension/read-extension.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

/** An extension of the database. Its version is given when it is made; `ExtensionVersions` changes it. */
export const extensionHandler: ResourceHandler = {
  token: "pgstack:index:Extension",
  onServer: true,
  replaceOn: ["name"],
  schema: {
    description: "An extension of the database.",
    inputs: {
      name: { type: "string", description: "Name of the extension." },
      schema: { type: "string", description: "Schema of its objects. Default public." },
      version: {
        type: "string",
        description: "Version to make it at; a change is another resource's. Default the server's own.",
      },
    },
    required: ["name"],
    outputs: { version: { type: "string", description: "Version that is installed." } },
  },

  check: (inputs) => ({ inputs: { schema: "public", ...inputs }, failures: [] }),

  async create(inputs, context) {
    return { id: String(inputs.name), outputs: await apply(inputs, context) };
  },

  async read(id, _olds, { version }, { pool }) {
    const row = await pool.use((client) => extensionRow(client, id));
    if (row === undefined) return undefined;
    const inputs = { name: id, schema: row.schema, ...(version !== undefined && { version }) };
    return { id, inputs, outputs: { ...inputs, version: row.version } };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  async delete(id, _olds, { pool }) {
    await pool.use(async (client) => {
      if ((await extensionRow(client, id)) !== undefined) await client.query(dropExtension(id));
    });
  },
};

async function apply(inputs: Properties, { pool }: HandlerContext): Promise<Properties> {
  const name = String(inputs.name);
  const schema = String(inputs.schema);
  const version = inputs.version === undefined ? undefined : String(inputs.version);
  return pool.transaction(async (client) => {
    const row = await extensionRow(client, name);
    if (row === undefined) {
      await requireAvailable(client, name);
      await client.query(createExtension(name, schema, version));
    } else if (row.schema !== schema) {
      await client.query(setExtensionSchema(name, schema));
    }
    return { ...inputs, version: (await extensionRow(client, name))?.version };
  });
}

async function requireAvailable(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(readAvailableExtensions);
  const available = rows.map((row) => row.name);
  if (available.includes(name)) return;
  const nearest = available.length === 0 ? "" : ` The nearest name it has is "${closest(name, available)}".`;
  throw new UserError(`the server does not bring this extension.${nearest}`, {
    where: `extension ${name}`,
    mend: "Correct the name in model/database.ts, or take a server that brings it.",
  });
}

async function extensionRow(client: ClientBase, name: string): Promise<ExtensionRow | undefined> {
  return (await client.query<ExtensionRow>(readExtension, [name])).rows[0];
}
