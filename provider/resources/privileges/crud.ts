import type { ClientBase } from "pg";
import { UserError } from "../../../errors/user-error.ts";
import type { Grant } from "../../../model/privilege.ts";
import { declaredPrivileges } from "../../../sql/privilege/declared-privileges.ts";
import { lockPrivileges } from "../../../sql/privilege/lock-privileges.ts";
import {
  describeDifference,
  type PrivilegeDifference,
  privilegeDifference,
} from "../../../sql/privilege/privilege-difference.ts";
import type { PrivilegeItem, SchemaObject } from "../../../sql/privilege/privilege-item.ts";
import { privilegeStatements } from "../../../sql/privilege/privilege-statements.ts";
import { type PrivilegeRow, readPrivileges } from "../../../sql/privilege/read-privileges.ts";
import { publicExecuteRevoked, revokePublicExecute } from "../../../sql/privilege/revoke-public-execute.ts";
import { readSchema } from "../../../sql/schema/read-schema.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { checkGrants } from "./check-grants.ts";

interface Inputs {
  readonly schema: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
}

/** All privileges of one schema: on what is there and on what its owner makes later, changed in one transaction. */
export const privilegesHandler: ResourceHandler = {
  token: "pgstack:index:Privileges",
  onServer: true,
  replaceOn: ["schema"],
  schema: {
    description: "Who may do what in one schema. Privileges held by anybody else are taken away.",
    inputs: {
      schema: { type: "string", description: "Name of the schema." },
      owner: { type: "string", description: "Role that owns what the schema holds." },
      grants: {
        type: "array",
        items: { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
        description:
          "A list of { role, schema, tables, sequences, functions }, each but role a list of privileges.",
      },
    },
    required: ["schema", "owner", "grants"],
    outputs: {
      differences: {
        type: "array",
        items: { type: "string" },
        description: "Where the server differs from the declaration, in words; the next update mends it.",
      },
    },
  },

  check: (inputs) => ({ inputs, failures: checkGrants(inputs.grants) }),
  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(given, context) {
    const inputs = given as unknown as Inputs;
    return { id: inputs.schema, outputs: await apply(inputs, context) };
  },

  async read(id, olds, oldInputs, { pool }) {
    return pool.use(async (client) => {
      const owner = (await client.query<{ owner: string }>(readSchema, [id])).rows[0]?.owner;
      if (owner === undefined) return undefined;
      const imported = Object.keys(olds).length === 0;
      const inputs = imported ? { schema: id, owner, grants: [] } : (oldInputs as unknown as Inputs);
      const differences = describeDifference(id, await difference(client, inputs));
      return { id, inputs: { ...inputs }, outputs: { ...inputs, differences } };
    });
  },

  update: (_id, _olds, inputs, context) => apply(inputs as unknown as Inputs, context),

  async delete(_id, olds, context) {
    const inputs = olds as unknown as Inputs;
    const exists = await context.pool.use((client) => client.query(readSchema, [inputs.schema]));
    if (exists.rows.length > 0) await apply({ ...inputs, grants: [] }, context);
  },
};

async function apply(inputs: Inputs, { pool }: HandlerContext): Promise<Properties> {
  await pool.transaction(async (client) => {
    await client.query(lockPrivileges);
    const revoked = await client.query<{ revoked: boolean }>(publicExecuteRevoked, [inputs.owner]);
    if (revoked.rows[0]?.revoked !== true) await client.query(revokePublicExecute(inputs.owner));
    // Twice: a privilege that is taken away takes with it what was passed on from it, which may be declared.
    for (let pass = 0; pass < 2; pass++) {
      const found = await difference(client, inputs);
      for (const statement of privilegeStatements(inputs.schema, inputs.owner, found))
        await client.query(statement);
    }
  });
  return { ...inputs, differences: [] };
}

async function difference(
  client: ClientBase,
  { schema, owner, grants }: Inputs,
): Promise<PrivilegeDifference> {
  const { rows } = await client.query<PrivilegeRow>(readPrivileges, [schema, owner]);
  if (rows.length === 0)
    throw new UserError("there is no such schema", { where: `privileges of schema ${schema}` });
  const objects = new Map<string, SchemaObject>();
  const held: PrivilegeItem[] = [];
  for (const { kind, object, column, owner: holder, grantee, privilege, grantable } of rows) {
    if (kind === "table" || kind === "sequence" || kind === "function") {
      objects.set(`${kind} ${object}`, { kind, object, owner: holder });
    }
    if (grantee === null || privilege === null) continue;
    const place = column === null ? { kind, object } : { kind, object, column };
    held.push({ ...place, grantee, privilege, grantable: grantable === true });
  }
  return privilegeDifference(declaredPrivileges(grants, [...objects.values()]), held);
}
