import { admin } from "../outcomes.ts";
import { documentedBy, refused } from "../statement.ts";

const access = documentedBy(
  {
    title: "Controlling user access to the PostgreSQL database",
    address: "Appendix.PostgreSQL.CommonDBATasks.Access.html",
  },
  [
    {
      sql: "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
      outcome: "ok",
      because: "The master takes PUBLIC's right to create in public",
      database: "shop",
    },
    {
      sql: "REVOKE ALL ON DATABASE shop FROM public",
      outcome: "ok",
      because: "It takes PUBLIC's rights on a database it made",
    },
    { sql: "CREATE ROLE lab_tech", outcome: "ok", because: "It makes a role for a group of users" },
    {
      sql: "GRANT ALL PRIVILEGES ON DATABASE shop TO lab_tech",
      outcome: "ok",
      because: "It gives that role all rights on the database",
    },
    { sql: "GRANT lab_tech TO app", outcome: "ok", because: "It makes users members of the role" },
  ],
);

const passwords = documentedBy(
  {
    title: "Delegating and controlling user password management",
    address: "Appendix.PostgreSQL.CommonDBATasks.RestrictPasswordMgmt.html",
  },
  [
    {
      sql: "ALTER ROLE app PASSWORD 'another-of-the-test'",
      outcome: "ok",
      because: "Wants rds_password at most, which rds_superuser has",
    },
    { sql: "ALTER ROLE app VALID UNTIL '2099-01-01'", outcome: "ok", because: "As above" },
    { sql: "ALTER ROLE lab_tech RENAME TO lab_team", outcome: "ok", because: "As above" },
  ],
);

const ownPassword = documentedBy(
  {
    title: "Using SCRAM for PostgreSQL password encryption",
    address: "PostgreSQL_Password_Encryption_configuration.html",
  },
  [
    {
      sql: `ALTER ROLE ${admin.user} PASSWORD '${admin.password}'`,
      outcome: "ok",
      because: "The master sets its own password by SQL",
    },
  ],
);

const iam = documentedBy(
  {
    title: "Creating a database account using IAM authentication",
    address: "UsingWithRDS.IAMDBAuth.DBAccounts.html",
  },
  [
    {
      sql: "CREATE USER by_iam; GRANT rds_iam TO by_iam",
      outcome: "ok",
      because: "The master makes a user and grants it rds_iam",
    },
  ],
);

const mappings = documentedBy(
  {
    title: "Working with Oracle databases by using the oracle_fdw extension",
    address: "postgresql-oracle-fdw.html",
  },
  [
    {
      sql: "SELECT * FROM pg_user_mapping",
      outcome: refused,
      because: "Of any foreign data wrapper: permission denied for the table, rds_superuser or not",
    },
    {
      sql: "SELECT umoptions FROM pg_user_mappings",
      outcome: "ok",
      because: "The view is for everybody",
    },
  ],
);

/** Who may use what, and by which password. */
export const accessRights = [...access, ...passwords, ...ownPassword, ...iam, ...mappings];
