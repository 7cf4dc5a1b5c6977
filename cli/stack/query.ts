import { readFileSync } from "node:fs";
import { errorCode } from "../../db/error-codes.ts";
import { withConnection } from "../../db/with-connection.ts";
import { UserError } from "../../errors/user-error.ts";
import { runQuery, type StatementResult } from "../../operations/query/run-query.ts";
import { resultTable } from "../output/result-table.ts";
import { openStack } from "./open-stack.ts";
import { readOutputs } from "./read-outputs.ts";
import { roleTarget } from "./role-target.ts";

export interface QueryOptions {
  readonly stack: string;
  readonly role: string;
  readonly json?: boolean;
}

/** Runs SQL as a role and prints what it returns. */
export async function query(sql: string, options: QueryOptions): Promise<void> {
  const text = sql === "-" ? readFileSync(0, "utf8") : sql;
  if (text.trim() === "") {
    throw new UserError("there is no SQL to run", {
      mend: 'Give it as an argument: pgstack query "SELECT 1".',
    });
  }
  const outputs = await readOutputs(await openStack(options.stack));
  const { target, setRole } = roleTarget(outputs, options.stack, options.role);
  const results = await withConnection(target, "pgstack query", (client) =>
    runQuery(client, text, setRole).catch((error: unknown) => {
      throw refused(error, options.role);
    }),
  );
  process.stdout.write(
    options.json
      ? `${JSON.stringify(results.map(asObjects))}\n`
      : `${results.map(resultTable).join("\n\n")}\n`,
  );
}

/** What the server says about the user's own statement, in its words. */
function refused(error: unknown, role: string): unknown {
  const code = errorCode(error);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || !(error instanceof Error)) return error;
  const { hint, detail } = error as { hint?: string; detail?: string };
  const mend = [detail, hint].filter(Boolean).join("\n  ");
  return new UserError(`${error.message} (SQLSTATE ${code})`, {
    where: `as ${role}`,
    ...(mend ? { mend } : {}),
    cause: error,
  });
}

function asObjects({ columns, rows, ...statement }: StatementResult) {
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) {
    throw new UserError(`two columns are called ${twice}, and an object holds one`, {
      where: "--json",
      mend: `Give one of them another name: AS other_${twice}.`,
    });
  }
  return {
    ...statement,
    rows: rows.map((row) => Object.fromEntries(row.map((value, at) => [columns[at] ?? "", value]))),
  };
}
