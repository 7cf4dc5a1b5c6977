import { documentedBy } from "../statement.ts";

const setup = documentedBy(
  {
    title: "Setting up the pgAudit extension",
    address: "Appendix.PostgreSQL.CommonDBATasks.pgaudit.basic-setup.html",
  },
  [
    {
      sql: "SELECT current_setting('shared_preload_libraries') ~ 'pgaudit' AS loaded",
      outcome: "ok",
      because: "The master sees which libraries are preloaded",
      rows: [{ loaded: true }],
      image: true,
    },
    {
      sql: "CREATE EXTENSION pgaudit",
      outcome: "ok",
      because: "Created by rds_superuser, once its library is preloaded",
      database: "shop",
      image: true,
    },
  ],
);

const objects = documentedBy(
  {
    title: "Auditing database objects",
    address: "Appendix.PostgreSQL.CommonDBATasks.pgaudit.auditing.html",
  },
  [
    {
      sql: "CREATE ROLE rds_pgaudit; GRANT SELECT ON items TO rds_pgaudit",
      outcome: "ok",
      because: "The master makes the one role that pgaudit.role may name",
      database: "shop",
    },
  ],
);

const exclusions = documentedBy(
  {
    title: "Excluding users or databases from audit logging",
    address: "Appendix.PostgreSQL.CommonDBATasks.pgaudit.exclude-user-db.html",
  },
  [
    {
      sql: "ALTER USER app SET pgaudit.log TO 'NONE'",
      outcome: "ok",
      because: "Turns auditing off for a user",
      image: true,
    },
    {
      sql: "ALTER USER app IN DATABASE shop SET pgaudit.log TO 'read,function'",
      outcome: "ok",
      because: "Sets it for a user in a database",
      image: true,
    },
    {
      sql: "ALTER DATABASE shop SET pgaudit.log TO 'function'",
      outcome: "ok",
      because: "Sets it for a database",
      image: true,
    },
    {
      sql: "ALTER DATABASE shop RESET pgaudit.log",
      outcome: "ok",
      because: "Takes a database's back",
      image: true,
    },
  ],
);

/** pgAudit, as its pages tell. */
export const pgaudit = [...setup, ...objects, ...exclusions];
