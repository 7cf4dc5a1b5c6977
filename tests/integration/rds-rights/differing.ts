import { admin } from "./outcomes.ts";
import { documentedBy, refused } from "./statement.ts";

const predefined = documentedBy(
  {
    title: "Understanding the rds_superuser role",
    address: "Appendix.PostgreSQL.CommonDBATasks.Roles.rds_superuser.html",
  },
  [
    {
      sql: "BEGIN; ALTER ROLE rds_password CREATEDB; ROLLBACK",
      outcome: "ok",
      because: "RDS: predefined roles can't be changed",
    },
    { sql: "BEGIN; DROP ROLE rds_ad; ROLLBACK", outcome: "ok", because: "RDS: nor dropped" },
  ],
);

const eventTriggers = documentedBy(
  {
    title: "Event triggers for RDS for PostgreSQL",
    address: "PostgreSQL.Concepts.General.FeatureSupport.EventTriggers.html",
  },
  [
    {
      sql: `CREATE FUNCTION notice() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''done''; END';
        CREATE EVENT TRIGGER noticed ON ddl_command_end EXECUTE FUNCTION notice()`,
      outcome: refused,
      because: "RDS: the main user creates event triggers",
      database: "shop",
    },
  ],
);

const tablespaces = documentedBy(
  {
    title: "Tablespaces for RDS for PostgreSQL",
    address: "PostgreSQL.Concepts.General.FeatureSupport.Tablespaces.html",
  },
  [
    {
      sql: "CREATE TABLESPACE act_data LOCATION '/data'",
      outcome: refused,
      because: "RDS: rds_superuser creates them, all on one volume",
    },
  ],
);

const slots = documentedBy(
  {
    title: "Performing logical replication for Amazon RDS for PostgreSQL",
    address: "PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
  },
  [
    {
      sql: "SELECT pg_create_logical_replication_slot('test_slot', 'test_decoding')",
      outcome: refused,
      because: "RDS: rds_replication manages logical slots",
    },
  ],
);

const ownPassword = documentedBy(
  {
    title: "Using SCRAM for PostgreSQL password encryption",
    address: "PostgreSQL_Password_Encryption_configuration.html",
  },
  [
    {
      sql: `ALTER ROLE ${admin.user} LOGIN PASSWORD '${admin.password}'`,
      outcome: refused,
      because: "RDS: the master may say LOGIN beside its password",
    },
  ],
);

const dump = documentedBy(
  {
    title: "Importing data into PostgreSQL on Amazon RDS",
    address: "PostgreSQL.Procedural.Importing.html",
  },
  [
    {
      sql: "BEGIN; GRANT pg_read_all_data TO app; SELECT rolname, rolpassword FROM pg_authid; ROLLBACK",
      outcome: "ok",
      because: "RDS: nobody can make pg_dumpall work",
    },
  ],
);

/** Where the outcome here is another than AWS documents: docs/rds-differences.md says why. */
export const differing = [...predefined, ...eventTriggers, ...tablespaces, ...slots, ...ownPassword, ...dump];
