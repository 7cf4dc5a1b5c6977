import { describe, expect, it } from "vitest";
import { alterRole, commentOnRole, createRole, setPassword } from "../../../sql/role/create-role.ts";
import { dropRole } from "../../../sql/role/drop-role.ts";
import { grantMembership, revokeMembership } from "../../../sql/role/grant-membership.ts";

describe("roles", () => {
  it("are made with every attribute at its least", () => {
    expect(createRole({ name: "app", login: true, connectionLimit: -1 })).toBe(
      "CREATE ROLE \"app\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT CONNECTION LIMIT -1 VALID UNTIL 'infinity'",
    );
    expect(alterRole({ name: "own", login: false, connectionLimit: 5 })).toBe(
      "ALTER ROLE \"own\" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT CONNECTION LIMIT 5 VALID UNTIL 'infinity'",
    );
  });

  it("get a verifier, a comment, members", () => {
    expect(setPassword("app", "SCRAM-SHA-256$4096:c2FsdA==$a:b")).toBe(
      "ALTER ROLE \"app\" PASSWORD 'SCRAM-SHA-256$4096:c2FsdA==$a:b'",
    );
    expect(commentOnRole("app", "it's")).toBe("COMMENT ON ROLE \"app\" IS 'it''s'");
    expect(grantMembership("own", "mig")).toBe(
      'GRANT "own" TO "mig" WITH INHERIT TRUE, SET TRUE, ADMIN FALSE',
    );
    expect(revokeMembership("own", "mig")).toBe('REVOKE "own" FROM "mig" CASCADE');
  });

  it("leave what they own to an heir", () => {
    expect(dropRole("app", "admin")).toEqual([
      'REASSIGN OWNED BY "app" TO "admin"',
      'DROP OWNED BY "app"',
      'DROP ROLE "app"',
    ]);
  });
});
