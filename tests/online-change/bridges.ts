import type pg from "pg";
import { planRename } from "../../operations/online-change/plan-rename.ts";
import { copyTable } from "../../operations/seed/copy-table.ts";
import { codeOf } from "../integration/embedded/test-server.ts";
import { type Shop, versionOf } from "./shop.ts";

/** Ways to let clients use both names of a column that is renamed. */
export const bridges: Readonly<Record<string, (shop: Shop) => Promise<void>>> = {
  "updatable view": async ({ admin }) => {
    await admin.query(`BEGIN;
      ALTER TABLE shop.accounts RENAME TO accounts_data;
      ALTER TABLE shop.accounts_data RENAME COLUMN handle TO username;
      CREATE VIEW shop.accounts WITH (security_invoker = true) AS
        SELECT id, username, balance, username AS handle FROM shop.accounts_data;
      ALTER VIEW shop.accounts OWNER TO shop_owner;
      COMMIT`);
  },
  "generated column": async ({ admin }) => {
    await admin.query(`BEGIN;
      ALTER TABLE shop.accounts RENAME COLUMN handle TO username;
      ALTER TABLE shop.accounts ADD COLUMN handle text GENERATED ALWAYS AS (username) STORED;
      COMMIT`);
  },
  "copy and trigger": async (shop) => {
    const path = { schema: "shop", table: "accounts", column: "handle" };
    const files = await shop.write(await planRename(shop.admin, path, "username"));
    await shop.migrateTo(versionOf(files, "swap"));
  },
};

type Statement = (client: pg.ClientBase, name: string) => Promise<unknown>;

const read = { name: "read", text: "SELECT id, handle FROM shop.accounts WHERE id = $1", values: [1] };
const everything = { name: "everything", text: "SELECT * FROM shop.accounts WHERE id = $1", values: [1] };

/** Prepared before the swap, with the old name. */
export const prepared = [read, everything];

/** What clients do with the column, by either name. */
export const statements: Readonly<Record<string, Statement>> = {
  SELECT: (client, name) => client.query(`SELECT ${name} FROM shop.accounts WHERE ${name} = 'seed-1'`),
  "SELECT FOR UPDATE": (client, name) =>
    client.query(`SELECT ${name} FROM shop.accounts WHERE ${name} = 'seed-1' FOR UPDATE`),
  "INSERT RETURNING": (client, name) =>
    client.query(`INSERT INTO shop.accounts (${name}) VALUES ('new-${name}') RETURNING ${name}`),
  "INSERT with the default": (client, name) =>
    client.query(`INSERT INTO shop.accounts (balance) VALUES (1) RETURNING ${name}`),
  "UPDATE RETURNING": (client, name) =>
    client.query(`UPDATE shop.accounts SET ${name} = 'changed-${name}' WHERE id = 2 RETURNING ${name}`),
  "DELETE RETURNING": (client, name) =>
    client.query(
      `DELETE FROM shop.accounts WHERE ${name} = 'seed-${name === "handle" ? 3 : 4}' RETURNING ${name}`,
    ),
  "ON CONFLICT (column)": (client, name) =>
    client.query(
      `INSERT INTO shop.accounts (${name}) VALUES ('seed-5') ON CONFLICT (${name}) DO UPDATE SET ${name} = EXCLUDED.${name}`,
    ),
  "ON CONFLICT ON CONSTRAINT": (client) =>
    client.query(
      "INSERT INTO shop.accounts (id, balance) OVERRIDING SYSTEM VALUE VALUES (5, 1) ON CONFLICT ON CONSTRAINT accounts_pkey DO NOTHING",
    ),
  MERGE: (client, name) =>
    client.query(
      `MERGE INTO shop.accounts t USING (VALUES ('seed-6')) v (h) ON t.${name} = v.h WHEN MATCHED THEN UPDATE SET balance = 2`,
    ),
  "COPY FROM": (client, name) =>
    copyTable(client as pg.Client, `COPY shop.accounts (${name}) FROM STDIN`, [[`copied-${name}`]]),
  "COPY TO": (client, name) => client.query(`COPY shop.accounts (${name}) TO PROGRAM 'cat >/dev/null'`),
  "GROUP BY the key": (client, name) =>
    client.query(`SELECT ${name}, count(*) FROM shop.accounts GROUP BY id`),
  "prepared before, by the old name": (client) => client.query(read),
  "prepared before, with an asterisk": (client) => client.query(everything),
};

/**
 * What each statement comes to after the swap, by both names: `yes`, or the SQLSTATE. A cell is one word where both have
 * it in common.
 */
export async function bridgeRow(client: pg.ClientBase): Promise<Record<string, string>> {
  const row: Record<string, string> = {};
  for (const [what, run] of Object.entries(statements)) {
    const [old, fresh] = [await codeOf(run(client, "handle")), await codeOf(run(client, "username"))];
    const word = (code: string | undefined) => code ?? "yes";
    row[what] = old === fresh ? word(old) : `old name ${word(old)}, new name ${word(fresh)}`;
  }
  return row;
}
