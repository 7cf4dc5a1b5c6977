import type { ClientBase } from "pg";
import { retryConflict } from "../../../db/retry-conflict.ts";
import { UserError } from "../../../errors/user-error.ts";
import {
  describeMemberships,
  type MembershipRow,
  type Memberships,
  membershipStatements,
  readMemberships,
} from "../../../sql/role/memberships.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

/** Memberships of roles that another provider made, in one transaction. */
export const membershipsHandler: ResourceHandler = {
  token: "pgstack:index:Memberships",
  onServer: true,
  replaceOn: [],
  schema: {
    description: "Who of the declared roles is a member of what: with INHERIT and SET, without ADMIN.",
    inputs: {
      members: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        description: "The groups of each role, by its name.",
      },
    },
    required: ["members"],
    outputs: {
      differences: {
        type: "array",
        items: { type: "string" },
        description: "Where the server differs from the declaration, in words; the next update mends it.",
      },
    },
  },

  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(inputs, context) {
    return { id: "memberships", outputs: await apply(inputs, context) };
  },

  async read(id, _olds, inputs, { pool }) {
    if (inputs.members === undefined) return undefined;
    const members = inputs.members as Memberships;
    const rows = await pool.use((client) => current(client, members));
    return { id, inputs, outputs: { ...inputs, differences: describeMemberships(members, rows) } };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  delete: async () => undefined,
};

async function apply(inputs: Properties, { pool, adminUser, signal }: HandlerContext): Promise<Properties> {
  const members = inputs.members as Memberships;
  // What it is a member of is the server's to say; as a member of rds_iam it could log in by no password any more.
  if (adminUser in members)
    throw new UserError("is the server's administrator, and no role to declare", {
      where: `role ${adminUser}`,
      mend: "Give the role another name in model/database.ts.",
    });
  const transaction = () =>
    pool.transaction(async (client) => {
      for (const statement of membershipStatements(members, await current(client, members)))
        await client.query(statement);
    });
  await retryConflict(transaction, { signal });
  return { ...inputs, differences: [] };
}

async function current(client: ClientBase, members: Memberships): Promise<MembershipRow[]> {
  return (await client.query<MembershipRow>(readMemberships, [Object.keys(members)])).rows;
}
