import { describe, expect, it } from "vitest";
import { adminStatements } from "../../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../../sql/rds/in-transaction.ts";
import { dropWithReaders, readReplication } from "../../../../sql/rds/replication-statements.ts";

describe("adminStatements", () => {
  const statements = adminStatements('the "boss"', "SCRAM-SHA-256$4096:c2FsdA==$x:y");

  it("makes the administrator as RDS does", () => {
    expect(statements.filter((statement) => !statement.startsWith("DO "))).toEqual([
      ...[
        "rds_ad",
        "rds_extension",
        "rds_iam",
        "rds_password",
        "rds_replication",
        "rds_reserved",
        "rds_superuser",
      ].map(
        (role) =>
          `ALTER ROLE "${role}" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE ${["rds_extension", "rds_reserved"].includes(role) ? "NOINHERIT" : "INHERIT"} NOREPLICATION NOBYPASSRLS PASSWORD NULL`,
      ),
      `ALTER ROLE "the ""boss""" LOGIN NOSUPERUSER CREATEDB CREATEROLE INHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT -1 VALID UNTIL 'infinity'`,
      `ALTER ROLE "the ""boss""" PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$x:y'`,
      `GRANT "rds_superuser" TO "the ""boss""" WITH ADMIN TRUE, INHERIT TRUE, SET TRUE`,
      `ALTER ROLE "the ""boss""" SET createrole_self_grant TO 'set, inherit'`,
      `ALTER ROLE "the ""boss""" SET log_statement TO 'none'`,
      `ALTER ROLE "the ""boss""" SET log_min_duration_statement TO '-1'`,
      `ALTER ROLE "the ""boss""" SET log_min_error_statement TO 'panic'`,
      `ALTER DATABASE "postgres" OWNER TO "the ""boss"""`,
      `ALTER DATABASE "template1" OWNER TO "the ""boss"""`,
    ]);
  });

  it("gives rds_superuser pg_read_all_data and rds_iam to pass on, not to use", () => {
    const grants = statements.flatMap(
      (statement) =>
        /GRANT "(\w+)" TO "rds_superuser" WITH (.*?);/.exec(statement)?.slice(1).join(": ") ?? [],
    );
    expect(grants).toEqual([
      "pg_checkpoint: ADMIN TRUE, INHERIT true, SET true",
      "pg_create_subscription: ADMIN TRUE, INHERIT true, SET true",
      "pg_maintain: ADMIN TRUE, INHERIT true, SET true",
      "pg_monitor: ADMIN TRUE, INHERIT true, SET true",
      "pg_read_all_data: ADMIN TRUE, INHERIT false, SET false",
      "pg_signal_backend: ADMIN TRUE, INHERIT true, SET true",
      "pg_use_reserved_connections: ADMIN TRUE, INHERIT true, SET true",
      "pg_write_all_data: ADMIN TRUE, INHERIT true, SET true",
      "rds_ad: ADMIN TRUE, INHERIT false, SET false",
      "rds_iam: ADMIN TRUE, INHERIT false, SET false",
      "rds_password: ADMIN TRUE, INHERIT true, SET true",
      "rds_replication: ADMIN TRUE, INHERIT true, SET true",
    ]);
  });
});

it("puts statements into one transaction", () => {
  expect(inTransaction(["SELECT 1", "SELECT 2"])).toBe("BEGIN;\nSELECT 1;\nSELECT 2;\nCOMMIT;");
});

it("names slots, and none where there are none", () => {
  expect(dropWithReaders([])).toContain("slot_name IN ('')");
  expect(readReplication(["replica_1"])).toContain("slot_name NOT IN ('', 'replica_1')");
});
