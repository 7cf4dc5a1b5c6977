import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConflict, retryConflict } from "../../db/retry-conflict.ts";
import { UserError } from "../../errors/user-error.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { repairLockTimeout } from "../../sql/access/repair-lock-timeout.ts";
import { lockPrivileges } from "../../sql/privilege/lock-privileges.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { type AccessReport, checkAccess, compareAccess } from "./check-access.ts";
import { planRepair, type RepairStep } from "./plan-repair.ts";
import { readAccessFacts } from "./read-access-facts.ts";

/** A statement the server refused the administrator. */
export interface RefusedStep extends RepairStep {
  /** In the server's words. */
  readonly reason: string;
}

/** What a repair did. */
export interface RepairResult {
  readonly done: readonly RepairStep[];
  /** What the administrator may not do; all else was done. */
  readonly refused: readonly RefusedStep[];
  /** What differs still. */
  readonly after: AccessReport;
}

/** What was taken away may have taken declared things with it, and a new owner brings its own privileges. */
const passes = 2;

/**
 * Makes access what the model declares, in one transaction under the lock on changes of privileges, and compares again after
 * it. What the administrator may not do is left, and said; any other failure undoes everything. Where others are in the way,
 * a statement waits for seconds, and the whole is tried again.
 *
 * @throws UserError when a table stays locked
 */
export async function fixAccess(client: ClientBase, model: DatabaseModel): Promise<RepairResult> {
  const { done, refused } = await retryConflict(() =>
    inTransaction(client, () => repair(client, model)),
  ).catch((error: unknown) => {
    throw isConflict(error) ? inTheWay(error) : error;
  });
  return { done, refused, after: await checkAccess(client, model) };
}

async function repair(
  client: ClientBase,
  model: DatabaseModel,
): Promise<Pick<RepairResult, "done" | "refused">> {
  const done = new Map<string, RepairStep>();
  const refused = new Map<string, RefusedStep>();
  await client.query(repairLockTimeout);
  await client.query(lockPrivileges);
  for (let pass = 0; pass <= passes; pass++) {
    const { findings } = compareAccess(model, await readAccessFacts(client, model));
    const steps = planRepair(findings).steps.filter(({ sql }) => !refused.has(sql));
    if (steps.length === 0) break;
    for (const step of steps) {
      // Of what is another's, PostgreSQL changes nothing, and only warns who has a privilege on it.
      const reason = pass === passes ? "it changed nothing" : await attempt(client, step.sql);
      if (reason === undefined) done.set(step.sql, step);
      else {
        refused.set(step.sql, { ...step, reason });
        done.delete(step.sql);
      }
    }
  }
  return { done: [...done.values()], refused: [...refused.values()] };
}

function inTheWay(cause: unknown): UserError {
  return new UserError("other sessions are in the way, and nothing was changed", {
    where: "access fix",
    mend: "Run it again when their transactions have ended.",
    cause,
  });
}

/** Runs one statement; what the role may not do is undone alone. */
async function attempt(client: ClientBase, sql: string): Promise<string | undefined> {
  await client.query("SAVEPOINT pgstack_fix");
  try {
    await client.query(sql);
    await client.query("RELEASE SAVEPOINT pgstack_fix");
    return undefined;
  } catch (error) {
    if (!notAllowed.has(errorCode(error)) || !(error instanceof Error)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT pgstack_fix; RELEASE SAVEPOINT pgstack_fix");
    return error.message;
  }
}

const notAllowed: ReadonlySet<string | undefined> = new Set([
  SqlState.insufficientPrivilege,
  // invalid_grant_operation: a grantor it cannot act as.
  "0LP01",
]);
