import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { retryConflict } from "../../../db/retry-conflict.ts";
import { UserError } from "../../../errors/user-error.ts";
import { checkSettings } from "../../../model/check-settings.ts";
import type { SettingValue } from "../../../model/role-settings.ts";
import {
  extensionOfParameter,
  loadExtension,
  readExtensionSchema,
} from "../../../sql/role/load-extension.ts";
import {
  describeSettings,
  readRoleSettings,
  type SettingRow,
  settingStatements,
} from "../../../sql/role/role-settings.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

interface Inputs {
  readonly role: string;
  readonly settings: Readonly<Record<string, SettingValue>>;
}

/** What one role's sessions in the database start with. Its id is the role's name, also for `pulumi import`. */
export const roleSettingsHandler: ResourceHandler = {
  token: "pgstack:index:RoleSettings",
  onServer: true,
  replaceOn: ["role"],
  schema: {
    description: "What a role's sessions in the database start with, and nothing else.",
    inputs: {
      role: { type: "string", description: "Name of the role." },
      settings: {
        type: "object",
        additionalProperties: { $ref: "pulumi.json#/Any" },
        description: "Values by parameter: a text, a number, true, false or a list of names.",
      },
    },
    required: ["role", "settings"],
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
    failures: [
      ...checkName("role", inputs.role),
      ...(hasUnknown(inputs.settings)
        ? []
        : checkSettings((inputs.settings ?? {}) as object as Settings)
      ).map((reason) => ({ property: "settings", reason })),
    ],
  }),
  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(inputs, context) {
    return { id: String(inputs.role), outputs: await apply(inputs, context) };
  },

  async read(id, olds, oldInputs, { pool }) {
    const [exists, rows] = await pool.use(async (client) => [
      await roleExists(client, id),
      await current(client, id),
    ]);
    if (!exists) return undefined;
    const inputs =
      Object.keys(olds).length === 0 ? { role: id, settings: found(rows) } : (oldInputs as unknown as Inputs);
    const differences = describeSettings(inputs.settings, rows);
    return { id, inputs: { ...inputs }, outputs: { ...inputs, differences } };
  },

  update: (_id, _olds, inputs, context) => apply(inputs, context),

  async delete(id, _olds, context) {
    if (await context.pool.use((client) => roleExists(client, id)))
      await apply({ role: id, settings: {} }, context);
  },
};

type Settings = Readonly<Record<string, unknown>>;

async function apply(given: Properties, { pool, target, signal }: HandlerContext): Promise<Properties> {
  const { role, settings } = given as unknown as Inputs;
  const transaction = () =>
    pool.transaction(async (client) => {
      for (const extension of new Set(
        Object.keys(settings).flatMap((name) => extensionOfParameter(name) ?? []),
      ))
        await load(client, extension);
      const rows = await current(client, role);
      for (const statement of settingStatements({ role, database: target.database }, settings, rows))
        await client.query(statement).catch((error: unknown) => {
          throw refused(error, role);
        });
    });
  await retryConflict(transaction, { signal });
  return { ...given, differences: [] };
}

async function load(client: ClientBase, extension: string): Promise<void> {
  const { rows } = await client.query<{ schema: string }>(readExtensionSchema, [extension]);
  // Without the extension the server says of the parameter what it has to.
  if (rows[0] !== undefined) await client.query(loadExtension(extension, rows[0].schema));
}

async function current(client: ClientBase, role: string): Promise<SettingRow[]> {
  return (await client.query<SettingRow>(readRoleSettings, [role])).rows;
}

async function roleExists(client: ClientBase, role: string): Promise<boolean> {
  return (await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role])).rows.length > 0;
}

/** For an import: what is set in this database, as texts. */
function found(rows: readonly SettingRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(({ here }) => here).map(({ parameter, value }) => [parameter, value]),
  );
}

/** What the server says of a parameter that is not there, not the administrator's to set, or of another type. */
function refused(error: unknown, role: string): unknown {
  const codes: readonly (string | undefined)[] = [
    SqlState.insufficientPrivilege,
    SqlState.undefinedObject,
    SqlState.invalidParameterValue,
  ];
  if (!codes.includes(errorCode(error))) return error;
  return new UserError(`the server refuses it: ${(error as Error).message}`, {
    where: `settings of role ${role}`,
    mend: "Correct the role's settings in model/database.ts.",
    cause: error,
  });
}
