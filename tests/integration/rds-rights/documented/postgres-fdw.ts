import { documentedBy, type Statement } from "../statement.ts";

const shop = { outcome: "ok", database: "shop" } satisfies Partial<Statement>;

/** postgres_fdw, as its page tells. */
export const postgresFdw = documentedBy(
  {
    title: "Using the postgres_fdw extension to access external data",
    address: "postgresql-commondbatasks-fdw.html",
  },
  [
    { sql: "CREATE EXTENSION postgres_fdw", ...shop, because: "The first step", image: true },
    {
      sql: "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example')",
      ...shop,
      because: "The second step",
      image: true,
    },
    {
      sql: "CREATE USER MAPPING FOR app SERVER far OPTIONS (user 'them', password 'of-the-mapping')",
      ...shop,
      because: "The third step, for a local user",
      image: true,
    },
    {
      sql: "CREATE FOREIGN TABLE far_items (id int NOT NULL) SERVER far OPTIONS (table_name 'ours')",
      ...shop,
      because: "The last step",
      image: true,
    },
  ],
);
