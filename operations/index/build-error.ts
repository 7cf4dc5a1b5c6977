import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConnectionLost } from "../../db/is-connection-lost.ts";
import { UserError } from "../../errors/user-error.ts";

/** What of an error the server sent is used here. */
interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly detail?: string;
  readonly hint?: string;
}

/** What failed. */
export interface FailedBuild {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
}

/** What the server says where a piece of memory that its processes share is not to be had. */
const sharedMemory = /could not (resize|create|map|open) shared memory segment/;

/** Why an index was not built, as what a person can act on; an error that is none of the server's comes back as it is. */
export function buildError(error: unknown, failed: FailedBuild): unknown {
  const where = `index ${failed.schema}.${failed.name}`;
  if (isConnectionLost(error)) {
    return new UserError(`the connection was lost again and again: ${(error as Error).message}`, {
      where,
      mend: "See the server's log for why it ended. The next `up` drops what is half-built, and builds it again.",
      cause: error,
    });
  }
  if (!isServerError(error)) return error;
  const { what, mend } = explain(error, failed);
  return new UserError(`${what} (SQLSTATE ${error.code})`, { where, ...(mend && { mend }), cause: error });
}

function isServerError(error: unknown): error is ServerError {
  return error instanceof Error && "severity" in error && errorCode(error) !== undefined;
}

interface Explanation {
  readonly what: string;
  readonly mend?: string | undefined;
}

function explain(error: ServerError, { schema, table }: FailedBuild): Explanation {
  const { message, detail, hint } = error;
  if (sharedMemory.test(message)) {
    return {
      what: message,
      mend:
        "Several processes that build an index share maintenance_work_mem in /dev/shm. Give the server more of that " +
        "(Docker: --shm-size), lower maintenance_work_mem, or set max_parallel_maintenance_workers to 0.",
    };
  }
  switch (error.code) {
    case SqlState.uniqueViolation:
      return {
        what: `rows of ${schema}.${table} have the same key: ${detail ?? message}`,
        mend: "Change or delete all of these rows but one, or declare the index without unique.",
      };
    case SqlState.diskFull:
      return {
        what: `the server's disk is full: ${message}`,
        mend: "Make room, or give it a larger disk: a build needs the index's size, and twice that to sort its rows. What was half-built is dropped.",
      };
    case SqlState.outOfMemory:
      return {
        what: `the server has no memory for it: ${[message, detail].filter(Boolean).join(". ")}`,
        mend: "Lower maintenance_work_mem, or give the server more memory; pgstack:indexBuilds at 1 builds one index at a time.",
      };
    case SqlState.lockNotAvailable:
      return {
        what: "a lock was not to be had, however often it was tried",
        mend: "End the transactions on its table: the oldest rows of pg_stat_activity by xact_start show whose they are.",
      };
    case SqlState.deadlockDetected:
      return {
        what: `other sessions and the build waited for each other each time it was tried. ${detail ?? ""}`.trim(),
        mend: "Run it when no other session changes the table's definition.",
      };
    case SqlState.queryCanceled:
      return {
        what: `somebody cancelled the build: ${message}`,
        mend: "Nothing of it is left. Run it again when the server has time for it.",
      };
    default:
      return { what: message, mend: [detail, hint].filter(Boolean).join("\n  ") };
  }
}
