import type { ClientBase } from "pg";
import { retryConflict } from "../../../db/retry-conflict.ts";
import {
  type DatabasePrivilege,
  type DeclaredDatabase,
  databaseDifference,
  databaseStatements,
  declaredDatabase,
  describeDatabase,
  readDatabasePrivileges,
} from "../../../sql/database/database-privileges.ts";
import { lockPrivileges, waitForPrivileges } from "../../../sql/privilege/lock-privileges.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure, HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

interface Inputs {
  readonly connect: readonly string[];
  readonly temporary?: readonly string[];
  readonly publicSchema?: readonly string[];
}

const names = (description: string) => ({ type: "array", items: { type: "string" }, description }) as const;

/** What everybody may do with a new database. */
const everybody: DeclaredDatabase = { connect: ["PUBLIC"], temporary: ["PUBLIC"], publicSchema: ["PUBLIC"] };

/** Who may do what with the database itself. Its id is `database`, also for `pulumi import`. */
export const databasePrivilegesHandler: ResourceHandler = {
  token: "pgstack:index:DatabasePrivileges",
  onServer: true,
  replaceOn: [],
  schema: {
    description: "Who may connect to the database, make temporary tables and use schema public.",
    inputs: {
      connect: names("Roles that may connect, beside the owner."),
      temporary: names("Roles that may make temporary tables. Default none."),
      publicSchema: names("Roles that may use schema public. Default everybody."),
    },
    required: ["connect"],
    outputs: {
      differences: {
        type: "array",
        items: { type: "string" },
        description: "Where the server differs from the declaration, in words; the next update mends it.",
      },
    },
  },

  check: (inputs) => ({
    inputs,
    failures: Object.keys(inputs).flatMap((name) => checkRoles(name, inputs[name])),
  }),
  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(inputs, context) {
    return { id: "database", outputs: await apply(inputs, context) };
  },

  async read(id, olds, oldInputs, { pool }) {
    const held = await pool.use(current);
    const inputs = Object.keys(olds).length === 0 ? { ...found(held) } : oldInputs;
    return { id, inputs, outputs: { ...inputs, differences: describeDatabase(difference(inputs, held)) } };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  async delete(_id, _olds, context) {
    await apply({ ...everybody }, context);
  },
};

async function apply(inputs: Properties, { pool, target, signal }: HandlerContext): Promise<Properties> {
  const transaction = () =>
    pool.transaction(async (client) => {
      await client.query(waitForPrivileges);
      await client.query(lockPrivileges);
      // Twice: what is taken away takes with it what was passed on from it, which may be declared.
      for (let pass = 0; pass < 2; pass++) {
        for (const statement of databaseStatements(
          target.database,
          difference(inputs, await current(client)),
        ))
          await client.query(statement);
      }
    });
  await retryConflict(transaction, { signal });
  return { ...inputs, differences: [] };
}

async function current(client: ClientBase): Promise<DatabasePrivilege[]> {
  return (await client.query<DatabasePrivilege>(readDatabasePrivileges)).rows;
}

function difference(inputs: Properties, held: readonly DatabasePrivilege[]) {
  const { connect, temporary = [], publicSchema = ["PUBLIC"] } = inputs as unknown as Inputs;
  return databaseDifference(declaredDatabase({ connect, temporary, publicSchema }), held);
}

function found(held: readonly DatabasePrivilege[]): Inputs {
  const who = (on: DatabasePrivilege["on"], privilege: string) =>
    held
      .filter((item) => item.on === on && item.privilege === privilege && item.grantee !== "PUBLIC")
      .map(({ grantee }) => grantee);
  return { connect: who("database", "CONNECT"), temporary: who("database", "TEMPORARY") };
}

/** Whoever means everybody leaves `publicSchema` out; the rest is never everybody's. */
function checkRoles(property: string, roles: unknown): CheckFailure[] {
  if (hasUnknown(roles) || !Array.isArray(roles)) return [];
  return roles
    .filter((role) => String(role).toLowerCase() === "public")
    .map(() => ({ property, reason: "names PUBLIC, which is no role: name the roles" }));
}
