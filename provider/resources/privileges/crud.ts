import { readSchema } from "../../../sql/schema/read-schema.ts";
import { listOf } from "../../property-schema.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { applyPrivileges, readDifferences } from "./apply-privileges.ts";
import { checkGrants } from "./check-grants.ts";
import { checkMasks } from "./check-masks.ts";
import type { PrivilegesInputs } from "./inputs.ts";
import { privilegeTypes } from "./schema-types.ts";

/** All privileges of one schema: on what is there and on what its creators make later, changed in one transaction. */
export const privilegesHandler: ResourceHandler = {
  token: "pgstack:index:Privileges",
  onServer: true,
  replaceOn: ["schema"],
  schema: {
    description: "Who may do what in one schema. Privileges held by anybody else are taken away.",
    inputs: {
      schema: { type: "string", description: "Name of the schema." },
      owner: { type: "string", description: "Role that owns what the schema holds." },
      grants: listOf("Grant", "What each role may do in the schema, a role once."),
      creators: {
        type: "array",
        items: { type: "string" },
        description: "Roles whose later objects get the privileges. Default the owner.",
      },
      masks: listOf("ColumnMask", "Columns that some roles cannot read. Default none."),
      incarnations: {
        type: "object",
        additionalProperties: { type: "string" },
        description:
          "`incarnation` of each materialized view by name: one that was made again is given its privileges again. Default none.",
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
    types: privilegeTypes,
  },

  check: (inputs) => ({ inputs, failures: [...checkGrants(inputs), ...checkMasks(inputs)] }),
  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(given, context) {
    const inputs = given as unknown as PrivilegesInputs;
    return { id: inputs.schema, outputs: await applyPrivileges(inputs, context) };
  },

  async read(id, olds, oldInputs, { pool, adminUser }) {
    return pool.use(async (client) => {
      const owner = (await client.query<{ owner: string }>(readSchema, [id])).rows[0]?.owner;
      if (owner === undefined) return undefined;
      const imported = Object.keys(olds).length === 0;
      const inputs = imported
        ? { schema: id, owner, grants: [] }
        : (oldInputs as unknown as PrivilegesInputs);
      const differences = await readDifferences(client, inputs, adminUser);
      return { id, inputs: { ...inputs }, outputs: { ...inputs, differences } };
    });
  },

  update: (_id, _olds, inputs, context) => applyPrivileges(inputs as unknown as PrivilegesInputs, context),

  async delete(_id, olds, context) {
    const inputs = olds as unknown as PrivilegesInputs;
    const exists = await context.pool.use((client) => client.query(readSchema, [inputs.schema]));
    if (exists.rows.length > 0) await applyPrivileges({ ...inputs, grants: [], masks: [] }, context);
  },
};
