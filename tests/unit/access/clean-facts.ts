import type { DatabaseModel } from "../../../model/database-model.ts";
import type { AccessFacts } from "../../../operations/access/access-facts.ts";
import type { RoleFact } from "../../../sql/access/read-roles.ts";

/** Three roles and one schema. */
export const model: DatabaseModel = {
  extensions: [],
  roles: [
    { name: "own", comment: "owns" },
    {
      name: "app",
      comment: "works",
      login: true,
      memberOf: ["pg_monitor"],
      settings: { statement_timeout: "5s" },
    },
    { name: "reader", comment: "reads", login: true },
  ],
  schemas: [
    {
      name: "shop",
      owner: "own",
      comment: "a shop",
      grants: [{ role: "reader", tables: ["SELECT"] }],
      indexes: [],
      rowSecurity: [{ table: "orders" }],
      policies: [{ table: "orders", name: "mine", roles: ["reader"], using: "owner = current_user" }],
    },
  ],
};

export const role = (name: string, more: Partial<RoleFact> = {}): RoleFact => ({
  name,
  own: false,
  login: false,
  superuser: false,
  createdb: false,
  createrole: false,
  replication: false,
  bypassrls: false,
  inherit: true,
  connection_limit: -1,
  valid_until: null,
  owns: 0,
  ...more,
});

const later = (creator: string, kind: "table" | "sequence" | "function") => ({
  kind: `default-${kind}` as const,
  object: kind === "table" ? "" : "*",
  column: null,
  owner: creator,
  grantee: null,
  privilege: null,
  grantable: null,
});

/** What a server has where everything is as {@link model} declares. */
export const clean: AccessFacts = {
  session: { user: "admin", database: "db", superuser: false, reads_verifiers: false, major_version: 17 },
  roles: [
    role("rdsadmin", { own: true, login: true, superuser: true }),
    role("pg_monitor", { own: true }),
    role("admin", { login: true, createrole: true, createdb: true }),
    role("own", { owns: 2 }),
    role("app", { login: true }),
    role("reader", { login: true }),
  ],
  passwordless: undefined,
  memberships: [
    {
      role: "own",
      member: "admin",
      admin: true,
      inherit: false,
      set: false,
      grantor: "rdsadmin",
      grantor_is_superuser: true,
    },
    {
      role: "pg_monitor",
      member: "app",
      admin: false,
      inherit: true,
      set: true,
      grantor: "admin",
      grantor_is_superuser: false,
    },
  ],
  settings: [{ role: "app", in_database: true, name: "statement_timeout", value: "5s" }],
  schemas: [
    { name: "public", owner: "pg_database_owner", of_extension: true, objects: 0 },
    { name: "shop", owner: "own", of_extension: false, objects: 1 },
  ],
  objects: [{ kind: "TABLE", schema: "shop", name: "orders", owner: "own", definer: false }],
  places: [
    { kind: "DATABASE", name: "db", grantee: "app", privilege: "CONNECT", grantable: false },
    { kind: "DATABASE", name: "db", grantee: "reader", privilege: "CONNECT", grantable: false },
    { kind: "SCHEMA", name: "public", grantee: "PUBLIC", privilege: "USAGE", grantable: false },
    { kind: "SCHEMA", name: "shop", grantee: "reader", privilege: "USAGE", grantable: false },
  ],
  defaults: [],
  definers: [],
  rowSecurity: [
    {
      schema: "shop",
      table: "orders",
      enabled: true,
      forced: false,
      policies: [
        {
          name: "mine",
          permissive: true,
          command: "ALL",
          roles: ["reader"],
          using: "(owner = CURRENT_USER)",
          check: null,
        },
      ],
    },
  ],
  otherGrants: [],
  conditions: new Map([["shop.orders.mine", { using: "(owner = CURRENT_USER)", check: null }]]),
  privileges: new Map([
    [
      "shop",
      {
        columns: [],
        rows: [
          {
            kind: "schema",
            object: "",
            column: null,
            owner: "own",
            grantee: "reader",
            privilege: "USAGE",
            grantable: false,
          },
          {
            kind: "table",
            object: "orders",
            column: null,
            owner: "own",
            grantee: "reader",
            privilege: "SELECT",
            grantable: false,
          },
          ...["own", "admin"].flatMap((creator) => [
            { ...later(creator, "table"), grantee: "reader", privilege: "SELECT", grantable: false },
            later(creator, "sequence"),
            later(creator, "function"),
          ]),
          { ...later("admin", "function"), grantee: "PUBLIC", privilege: "EXECUTE", grantable: false },
        ],
      },
    ],
  ]),
};
