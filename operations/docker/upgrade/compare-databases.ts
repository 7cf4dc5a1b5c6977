import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { UserError } from "../../../errors/user-error.ts";
import { type FingerprintItem, fingerprintItems } from "./fingerprint-items.ts";

/** How values are written is the same on both servers, whatever their databases say. */
const prelude = `SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET bytea_output = 'hex';
SET extra_float_digits = 1; SET lc_monetary = 'C'; SET xmlbinary = 'base64'; SET row_security = off;
SET default_transaction_isolation = 'read committed';`;
/** Items of one run of psql: its answer is held in memory. */
const batch = 1_000;
const shown = 5;

/** What was found to be the same. */
export interface Compared {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Compares every row of a database, every sequence and every large object, old against new.
 *
 * @throws UserError naming what is not the same
 */
export async function compareDatabases(
  old: SuperuserReference,
  copy: SuperuserReference,
  database: string,
  jobs: number,
  signal: AbortSignal,
): Promise<Compared> {
  const items = await fingerprintItems(old, database);
  // Dealt out in turn: the largest come first.
  const lanes = Array.from({ length: jobs }, (_, lane) => items.filter((_, index) => index % jobs === lane));
  const results = await Promise.all(
    lanes.map(async (lane) => {
      const [before, after] = await Promise.all(
        [old, copy].map((superuser) => fingerprints(superuser, database, lane, signal)),
      );
      return lane.map((item, index) => ({
        item,
        before: before?.[index] ?? "",
        after: after?.[index] ?? "",
      }));
    }),
  );
  const compared = results.flat();
  const different = compared.filter(({ before, after }) => before !== after || before === "");
  if (different.length > 0) throw notTheSame(database, different);
  const tables = compared.filter(({ item }) => item.isTable);
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { before }) => sum + Number(before.split("|")[0]), 0),
  };
}

/** A line for each item, in order. */
async function fingerprints(
  superuser: SuperuserReference,
  database: string,
  items: readonly FingerprintItem[],
  signal: AbortSignal,
): Promise<string[]> {
  const lines: string[] = [];
  for (let from = 0; from < items.length; from += batch) {
    const queries = items.slice(from, from + batch).map(({ query }) => `${query};`);
    const answer = await superuserScript(superuser, `${prelude}\n${queries.join("\n")}`, {
      database,
      signal,
      timeout: 0,
    });
    lines.push(...answer.split("\n"));
  }
  return lines;
}

function notTheSame(
  database: string,
  different: readonly { item: FingerprintItem; before: string; after: string }[],
): UserError {
  const list = different.slice(0, shown).map(({ item, before, after }) => {
    const [rows, now] = [before, after].map((line) => line.split("|")[0]);
    return rows === now
      ? `${item.what} (other values)`
      : `${item.what} (${rows} rows, and ${now} in the copy)`;
  });
  const more = different.length > shown ? `, and ${different.length - shown} more` : "";
  return new UserError(`the copy is not the same as the data: ${list.join(", ")}${more}`, {
    where: `database ${database}`,
    mend: "The server's data is as it was, and the copy is deleted. Run this again; please report it if that ends the same.",
  });
}
