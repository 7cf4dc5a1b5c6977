import type { DatabaseModel } from "../../../model/database-model.ts";

/** A declaration with one of each: a group, a login with settings, a predefined role, a mask, a policy, two schemas. */
export const accessModel: DatabaseModel = {
  access: { temporary: ["app"] },
  extensions: [],
  roles: [
    { name: "own", comment: "owns; nobody logs in as it" },
    { name: "migrator", comment: "makes tables", login: true, memberOf: ["own"] },
    {
      name: "app",
      comment: "reads and writes",
      login: true,
      connectionLimit: 20,
      settings: { statement_timeout: "5s", search_path: ["shop", "public"] },
    },
    { name: "reader", comment: "reads", login: true },
    { name: "monitor", comment: "watches", login: true, memberOf: ["pg_monitor"] },
  ],
  schemas: [
    {
      name: "shop",
      owner: "own",
      comment: "a shop",
      grants: [
        {
          role: "app",
          tables: ["SELECT", "INSERT", "UPDATE", "DELETE"],
          sequences: ["USAGE", "SELECT"],
          functions: ["EXECUTE"],
        },
        { role: "reader", tables: ["SELECT"] },
      ],
      masks: [{ table: "customers", columns: ["email"], hiddenFrom: ["reader"] }],
      rowSecurity: [{ table: "orders" }],
      policies: [
        { table: "orders", name: "all_rows", roles: ["app"], using: "true" },
        {
          table: "orders",
          name: "own_rows",
          command: "SELECT",
          roles: ["reader"],
          using: "tenant = current_user",
        },
      ],
      indexes: [],
    },
    {
      name: "audit",
      owner: "own",
      comment: "a log",
      grants: [{ role: "app", tables: ["INSERT"] }],
      indexes: [],
    },
  ],
};

/** The password of a role that logs in. */
export function passwordOf(role: string): string {
  return `of-the-${role}-1`;
}

function makeLogin(role: string): string {
  return `CREATE ROLE ${role} LOGIN PASSWORD '${passwordOf(role)}'`;
}

/** Makes what is declared without any privilege, for the repair to give them all. As the administrator. */
export const makeObjects = [
  "CREATE ROLE own",
  makeLogin("migrator"),
  makeLogin("app"),
  makeLogin("reader"),
  makeLogin("monitor"),
  "CREATE SCHEMA shop AUTHORIZATION own",
  "CREATE SCHEMA audit AUTHORIZATION own",
  "SET ROLE own",
  "CREATE TABLE shop.customers (id bigint GENERATED ALWAYS AS IDENTITY, name text, email text)",
  "CREATE TABLE shop.orders (id bigint, tenant text)",
  "CREATE TABLE shop.items (id bigint, price numeric) PARTITION BY RANGE (id)",
  "CREATE TABLE shop.items_1 PARTITION OF shop.items FOR VALUES FROM (0) TO (1000)",
  "CREATE VIEW shop.prices AS SELECT id, price FROM shop.items",
  "CREATE MATERIALIZED VIEW shop.totals AS SELECT count(*) AS items FROM shop.items",
  "CREATE SEQUENCE shop.numbers",
  "CREATE TYPE shop.state AS ENUM ('new', 'old')",
  "CREATE FUNCTION shop.total() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM shop.items'",
  "CREATE PROCEDURE shop.tidy() LANGUAGE sql AS 'DELETE FROM shop.items WHERE false'",
  "CREATE TABLE audit.events (id bigint, what text)",
  "RESET ROLE",
];
