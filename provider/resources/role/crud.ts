import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { alterRole, commentOnRole, createRole, setPassword } from "../../../sql/role/create-role.ts";
import { dropRole } from "../../../sql/role/drop-role.ts";
import { grantMembership, revokeMembership } from "../../../sql/role/grant-membership.ts";
import { type RoleRow, readRole } from "../../../sql/role/read-role.ts";
import { isPasswordOf, scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";

interface Inputs {
  readonly name: string;
  readonly login: boolean;
  readonly comment: string;
  readonly memberOf: readonly string[];
  readonly connectionLimit: number;
  readonly passwordVersion: number;
  readonly credential?: "password" | "none";
}

const defaults = { login: false, comment: "", memberOf: [], connectionLimit: -1, passwordVersion: 1 };

/** Random bytes of a generated password: 192 bits. */
const passwordBytes = 24;

/** A role with a generated password, for servers where no plug-in of Pulumi's own can make one. */
export const roleHandler: ResourceHandler = {
  token: "pgstack:index:Role",
  onServer: true,
  replaceOn: ["name"],
  schema: {
    description: "A database role. One that may log in gets a generated password.",
    inputs: {
      name: { type: "string", description: "Name of the role." },
      login: { type: "boolean", description: "Whether it may log in. Default false." },
      comment: { type: "string", description: "What it is for." },
      memberOf: {
        type: "array",
        items: { type: "string" },
        description: "Roles it is a member of. Default none.",
      },
      connectionLimit: {
        type: "integer",
        description: "Concurrent connections; -1 is no limit. Default -1.",
      },
      credential: { type: "string", description: "`none` for a login without a password. Default password." },
      passwordVersion: { type: "integer", description: "A change makes a new password. Default 1." },
    },
    required: ["name"],
    outputs: {
      password: {
        type: "string",
        secret: true,
        description: "The generated password, of a role that may log in.",
      },
      excess: {
        type: "array",
        items: { type: "string" },
        description: "What was changed by hand, such as SUPERUSER or PASSWORD; the next update mends it.",
      },
    },
  },

  check: (given) => {
    const inputs = { ...defaults, ...given };
    return {
      inputs: { ...inputs, memberOf: sorted(inputs.memberOf) },
      failures: checkName("name", given.name),
    };
  },

  drift: (outputs) => [
    ...((outputs.excess as readonly string[] | undefined)?.length ? ["excess"] : []),
    ...(hasPassword(outputs) && outputs.password === undefined ? ["password"] : []),
  ],

  preview: (given, olds) => {
    const inputs = given as unknown as Inputs;
    const kept =
      olds !== undefined &&
      olds.passwordVersion === inputs.passwordVersion &&
      hasPassword(olds) === hasPassword(given);
    return {
      ...given,
      excess: [],
      ...(kept ? { password: olds.password } : hasPassword(given) ? {} : { password: undefined }),
    };
  },

  async create(given, context, olds) {
    const inputs = given as unknown as Inputs;
    const outputs = await apply(inputs, context, hasPassword(given) ? keptPassword(inputs, olds) : undefined);
    return { id: inputs.name, outputs };
  },

  async read(id, olds, _inputs, { pool }) {
    const row = await pool.use((client) => roleRow(client, id));
    if (row === undefined) return undefined;
    const declared = olds.credential === "none" ? ({ credential: "none" } as const) : {};
    const inputs: Inputs = {
      ...declared,
      name: id,
      login: row.login,
      comment: row.comment,
      memberOf: row.member_of,
      connectionLimit: row.connection_limit,
      passwordVersion:
        typeof olds.passwordVersion === "number" ? olds.passwordVersion : defaults.passwordVersion,
    };
    const { password } = olds;
    const changed =
      typeof password === "string"
        ? !(row.verifier !== null && isPasswordOf(password, row.verifier))
        : olds.credential === "none" && row.verifier !== null;
    const excess = [
      ...row.excess,
      ...row.other_memberships.map((role) => `MEMBER OF ${role}`),
      ...(row.login && changed ? ["PASSWORD"] : []),
    ];
    return { id, inputs: { ...inputs }, outputs: { ...inputs, excess, password } };
  },

  async update(_id, olds, given, context) {
    const inputs = given as unknown as Inputs;
    return apply(inputs, context, hasPassword(given) ? keptPassword(inputs, olds) : undefined);
  },

  async delete(id, _olds, { pool, adminUser }) {
    await pool.transaction(async (client) => {
      if ((await roleRow(client, id)) === undefined) return;
      for (const statement of dropRole(id, adminUser)) await client.query(statement);
    });
  },
};

function hasPassword({ login, credential }: Properties): boolean {
  return login === true && credential !== "none";
}

/** The password stays until its version changes. */
function keptPassword(inputs: Inputs, olds: Properties | undefined): string {
  const kept = olds?.passwordVersion === inputs.passwordVersion ? olds.password : undefined;
  return typeof kept === "string" && kept !== "" ? kept : randomBytes(passwordBytes).toString("base64url");
}

/** Makes the role what is declared, in one transaction, whether or not it is there. */
async function apply(
  inputs: Inputs,
  { pool }: HandlerContext,
  password: string | undefined,
): Promise<Properties> {
  await pool.transaction(async (client) => {
    const row = await roleRow(client, inputs.name);
    await client.query(row === undefined ? createRole(inputs) : alterRole(inputs));
    await client.query(commentOnRole(inputs.name, inputs.comment));
    if (password !== undefined) await client.query(setPassword(inputs.name, scramVerifier(password)));
    else if (inputs.credential === "none" && row?.verifier != null)
      await client.query(setPassword(inputs.name, null));
    for (const role of row?.other_memberships ?? []) await client.query(revokeMembership(role, inputs.name));
    const held = new Set(row?.member_of.filter((role) => !row.other_memberships.includes(role)) ?? []);
    const wanted = new Set(inputs.memberOf);
    for (const role of wanted.difference(held)) await client.query(grantMembership(role, inputs.name));
    for (const role of held.difference(wanted)) await client.query(revokeMembership(role, inputs.name));
  });
  return { ...inputs, excess: [], password };
}

async function roleRow(client: ClientBase, name: string): Promise<RoleRow | undefined> {
  return (await client.query<RoleRow>(readRole, [name])).rows[0];
}

function sorted(names: unknown): unknown {
  return Array.isArray(names) ? [...names].sort() : names;
}
