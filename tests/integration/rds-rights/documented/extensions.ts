import { documentedBy, refused, type Statement } from "../statement.ts";

const shop = { outcome: "ok", database: "shop" } satisfies Partial<Statement>;

const trusted = documentedBy({ title: "Amazon RDS for PostgreSQL", address: "CHAP_PostgreSQL.html" }, [
  { sql: "CREATE EXTENSION pg_trgm", ...shop, because: "In the list of trusted extensions" },
  { sql: "CREATE EXTENSION pgcrypto", ...shop, because: "In the list of trusted extensions" },
  {
    sql: "SET ROLE app; CREATE EXTENSION citext",
    ...shop,
    because: "For a trusted one CREATE on the database is enough, without rds_superuser",
  },
]);

const partitions = documentedBy(
  {
    title: "Managing PostgreSQL partitions with the pg_partman extension",
    address: "PostgreSQL_Partitions.html",
  },
  [
    {
      sql: "CREATE SCHEMA partman; GRANT ALL ON SCHEMA partman TO app",
      ...shop,
      because: "The extension's own schema comes first",
    },
    {
      sql: "SET ROLE app; CREATE EXTENSION pg_partman WITH SCHEMA partman",
      ...shop,
      outcome: refused,
      because: "Permission denied to create the extension without rds_superuser",
      image: true,
    },
    {
      sql: "CREATE EXTENSION pg_partman WITH SCHEMA partman",
      ...shop,
      because: "rds_superuser creates it",
      image: true,
    },
    {
      sql: "UPDATE partman.part_config SET infinite_time_partitions = true, retention = '3 months'",
      ...shop,
      because: "So its tables are kept in order",
      image: true,
    },
  ],
);

const repack = documentedBy(
  {
    title: "Reducing bloat in tables and indexes with the pg_repack extension",
    address: "Appendix.PostgreSQL.CommonDBATasks.pg_repack.html",
  },
  [
    { sql: "CREATE EXTENSION pg_repack", ...shop, because: "The first step", image: true },
    {
      sql: "ALTER DEFAULT PRIVILEGES IN SCHEMA repack GRANT INSERT ON TABLES TO PUBLIC",
      ...shop,
      because: "The second step: its log tables are written by whoever writes the table",
      image: true,
    },
  ],
);

const others = [
  ...documentedBy(
    {
      title: "Using functions from the orafce extension",
      address: "Appendix.PostgreSQL.CommonDBATasks.orafce.html",
    },
    [
      {
        sql: "CREATE SCHEMA oracle; ALTER SCHEMA oracle OWNER TO rds_superuser",
        ...shop,
        because: "The master gives a schema to rds_superuser",
      },
    ],
  ),
  ...documentedBy(
    { title: "Using SSL with a PostgreSQL DB instance", address: "PostgreSQL.Concepts.General.SSL.html" },
    [
      {
        sql: "CREATE EXTENSION sslinfo; SELECT ssl_is_used() AS used",
        ...shop,
        because: "So a connection's TLS is seen",
        // The test's own server has no certificate.
        rows: [{ used: false }],
        image: true,
      },
    ],
  ),
  ...documentedBy(
    {
      title: "Amazon RDS for PostgreSQL now supports pgvector",
      address:
        "https://aws.amazon.com/about-aws/whats-new/2023/05/amazon-rds-postgresql-pgvector-ml-model-integration",
    },
    [{ sql: "CREATE EXTENSION vector", ...shop, because: "Supported since 15.2", image: true }],
  ),
  ...documentedBy(
    {
      title: "Amazon RDS for PostgreSQL now supports HypoPG",
      address:
        "https://aws.amazon.com/about-aws/whats-new/2023/06/amazon-rds-postgresql-hypopg-hypothetical-indexes",
    },
    [{ sql: "CREATE EXTENSION hypopg", ...shop, because: "Supported since 15.3", image: true }],
  ),
  ...documentedBy(
    {
      title: "Upgrading the PostgreSQL DB engine for Amazon RDS",
      address: "USER_UpgradeDBInstance.PostgreSQL.html",
    },
    [
      {
        sql: "ALTER EXTENSION vector UPDATE",
        ...shop,
        because: "Extensions are brought up to date after the engine by this",
        image: true,
      },
    ],
  ),
];

/** Extensions that are created and used. */
export const extensions = [...trusted, ...partitions, ...repack, ...others];
