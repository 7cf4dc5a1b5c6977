import type { ClientBase } from "pg";
import { type CommentRow, readComments } from "../../../sql/comment/read-comments.ts";
import { commentOnRole } from "../../../sql/role/create-role.ts";
import { commentOnSchema } from "../../../sql/schema/create-schema.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

type Names = Readonly<Record<string, string>>;
interface Inputs {
  readonly roles: Names;
  readonly schemas: Names;
}

const byName = { type: "object", additionalProperties: { type: "string" } } as const;

/** Comments of roles and schemas, in one transaction. */
export const commentsHandler: ResourceHandler = {
  token: "pgstack:index:Comments",
  onServer: true,
  replaceOn: [],
  schema: {
    description: "Comments of roles and schemas that another provider made.",
    inputs: {
      roles: { ...byName, description: "What each role is for, by its name." },
      schemas: { ...byName, description: "What each schema is for, by its name." },
    },
    required: ["roles", "schemas"],
    outputs: {},
  },

  async create(inputs, context) {
    return { id: "comments", outputs: await apply(inputs, context) };
  },

  async read(id, _olds, inputs, { pool }) {
    const declared = inputs as unknown as Inputs;
    if (declared.roles === undefined) return undefined;
    const rows = await pool.use((client) => current(client, declared));
    // As they are on the server: one changed by hand differs from what the program says.
    const found = (kind: CommentRow["kind"]) =>
      Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ name, comment }) => [name, comment]));
    const outputs = { roles: found("role"), schemas: found("schema") };
    return { id, inputs: outputs, outputs };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  delete: async () => undefined,
};

async function apply(given: Properties, { pool }: HandlerContext): Promise<Properties> {
  const inputs = given as unknown as Inputs;
  await pool.transaction(async (client) => {
    const rows = await current(client, inputs);
    const has = (kind: CommentRow["kind"], name: string, comment: string) =>
      rows.some((row) => row.kind === kind && row.name === name && row.comment === comment);
    for (const [name, comment] of Object.entries(inputs.roles)) {
      if (!has("role", name, comment)) await client.query(commentOnRole(name, comment));
    }
    for (const [name, comment] of Object.entries(inputs.schemas)) {
      if (!has("schema", name, comment)) await client.query(commentOnSchema({ name, comment }));
    }
  });
  return given;
}

async function current(client: ClientBase, { roles, schemas }: Inputs): Promise<CommentRow[]> {
  const { rows } = await client.query<CommentRow>(readComments, [Object.keys(roles), Object.keys(schemas)]);
  return rows;
}
