import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../../db/error-codes.ts";
import { retryConflict } from "../../../db/retry-conflict.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { ColumnMask } from "../../../model/column-mask.ts";
import { declaredPrivileges } from "../../../sql/privilege/declared-privileges.ts";
import { heldPrivileges } from "../../../sql/privilege/held-privileges.ts";
import { lockPrivileges, waitForPrivileges } from "../../../sql/privilege/lock-privileges.ts";
import {
  type ColumnRow,
  maskedTables,
  readColumns,
  rolesWithPartitions,
  unknownInMasks,
} from "../../../sql/privilege/masked-table.ts";
import {
  describeDifference,
  type PrivilegeDifference,
  privilegeDifference,
} from "../../../sql/privilege/privilege-difference.ts";
import { privilegeStatements } from "../../../sql/privilege/privilege-statements.ts";
import { type PrivilegeRow, readPrivileges } from "../../../sql/privilege/read-privileges.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext } from "../../resource-handler.ts";
import type { PrivilegesInputs } from "./inputs.ts";

/**
 * Makes the privileges of a schema what is declared, in one transaction: nobody ever sees the schema without what old and new
 * both allow.
 * @throws UserError for a schema that is not there, a mask of what is not, or an object that the administrator may not change
 */
export async function applyPrivileges(
  inputs: PrivilegesInputs,
  { pool, adminUser, signal }: HandlerContext,
): Promise<Properties> {
  const transaction = () =>
    pool.transaction(async (client) => {
      await client.query(waitForPrivileges);
      await client.query(lockPrivileges);
      // Twice: a privilege that is taken away takes with it what was passed on from it, which may be declared.
      for (let pass = 0; pass < 2; pass++) {
        const { difference, unknown } = await compare(client, inputs, adminUser);
        if (unknown.length > 0) throw notThere(inputs.schema, unknown);
        for (const statement of privilegeStatements(inputs.schema, difference))
          await client.query(statement).catch((error: unknown) => {
            throw errorCode(error) === SqlState.insufficientPrivilege
              ? refused([(error as Error).message], inputs, error)
              : error;
          });
      }
      const { difference } = await compare(client, inputs, adminUser);
      const left = describeDifference(inputs.schema, difference);
      if (left.length > 0) throw refused(left, inputs);
    });
  await retryConflict(transaction, { signal });
  return { ...inputs, differences: [] };
}

/** Where the server differs from what is declared, in words. */
export async function readDifferences(
  client: ClientBase,
  inputs: PrivilegesInputs,
  administrator: string,
): Promise<string[]> {
  const { difference, unknown } = await compare(client, inputs, administrator);
  return [
    ...describeDifference(inputs.schema, difference),
    ...unknown.map((name) => `${inputs.schema}.${name}: masked, but not there`),
  ];
}

async function compare(
  client: ClientBase,
  { schema, owner, grants, creators = [owner], masks = [] }: PrivilegesInputs,
  administrator: string,
): Promise<{ difference: PrivilegeDifference; unknown: string[] }> {
  const { rows } = await client.query<PrivilegeRow>(readPrivileges, [schema, creators]);
  if (!rows.some(({ kind }) => kind === "schema"))
    throw new UserError("there is no such schema", { where: `privileges of schema ${schema}` });
  const columns = await columnsOf(client, schema, masks);
  const { objects, held } = heldPrivileges(rows);
  const declared = declaredPrivileges(
    {
      grants,
      creators,
      administrator,
      masked: maskedTables(masks, columns),
      notByDefault: rolesWithPartitions(masks, columns),
    },
    objects,
  );
  return { difference: privilegeDifference(declared, held), unknown: unknownInMasks(masks, columns) };
}

async function columnsOf(
  client: ClientBase,
  schema: string,
  masks: readonly ColumnMask[],
): Promise<ColumnRow[]> {
  if (masks.length === 0) return [];
  return (await client.query<ColumnRow>(readColumns, [schema, masks.map(({ table }) => table)])).rows;
}

/**
 * Whoever is no superuser changes nothing that is a superuser's, or of a role that is not its own. PostgreSQL says so by an
 * error to who has no privilege on it at all, and to others by a warning.
 */
function refused(what: readonly string[], { schema, owner }: PrivilegesInputs, cause?: unknown): UserError {
  return new UserError(`the administrator may not change everything there: ${what.join("; ")}`, {
    where: `privileges of schema ${schema}`,
    mend: `Give what somebody else made in it to the schema's owner (ALTER ... OWNER TO ${owner}), or drop it.`,
    cause,
  });
}

function notThere(schema: string, names: readonly string[]): UserError {
  return new UserError(`there is no ${names.join(", no ")}, so that nothing can be hidden there`, {
    where: `masks of schema ${schema}`,
    mend: "Correct the mask in model/database.ts, or add a migration that makes what it names.",
  });
}
