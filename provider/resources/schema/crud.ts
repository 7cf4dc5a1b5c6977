import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { UserError } from "../../../errors/user-error.ts";
import {
  alterSchemaOwner,
  commentOnSchema,
  createSchema,
  dropSchema,
  type SchemaProperties,
} from "../../../sql/schema/create-schema.ts";
import { readSchema, type SchemaRow } from "../../../sql/schema/read-schema.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

/** A schema: who owns it and what it is for. What is in it is the business of other resources. */
export const schemaHandler: ResourceHandler = {
  token: "pgstack:index:Schema",
  onServer: true,
  replaceOn: ["name"],
  schema: {
    description: "A schema of the database.",
    inputs: {
      name: { type: "string", description: "Name of the schema." },
      owner: { type: "string", description: "Role that owns it." },
      comment: { type: "string", description: "What it is for." },
    },
    required: ["name", "owner"],
    outputs: {},
  },

  check: (inputs) => ({ inputs: { comment: "", ...inputs }, failures: checkName("name", inputs.name) }),

  async create(inputs, context) {
    return { id: String(inputs.name), outputs: await apply(inputs, context) };
  },

  async read(id, _olds, _inputs, { pool }) {
    const row = await pool.use((client) => schemaRow(client, id));
    if (row === undefined) return undefined;
    const inputs = { name: id, owner: row.owner, comment: row.comment };
    return { id, inputs, outputs: inputs };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  async delete(id, _olds, { pool }) {
    await pool.use(async (client) => {
      if ((await schemaRow(client, id)) === undefined) return;
      await client.query(dropSchema(id)).catch((cause: unknown) => {
        if (errorCode(cause) !== SqlState.dependentObjectsStillExist) throw cause;
        throw new UserError(`it still holds objects that are not declared, and is not dropped with them`, {
          where: `schema ${id}`,
          mend: `Drop what is in it, or keep the schema and forget the resource: pulumi state delete.`,
          cause,
        });
      });
    });
  },
};

async function apply(given: Properties, { pool }: HandlerContext): Promise<Properties> {
  const schema = given as unknown as SchemaProperties;
  await pool.transaction(async (client) => {
    const exists = (await schemaRow(client, schema.name)) !== undefined;
    await client.query(exists ? alterSchemaOwner(schema) : createSchema(schema));
    await client.query(commentOnSchema(schema));
  });
  return given;
}

async function schemaRow(client: ClientBase, name: string): Promise<SchemaRow | undefined> {
  return (await client.query<SchemaRow>(readSchema, [name])).rows[0];
}
