import { describe, expect, it } from "vitest";
import { type PsqlTarget, psqlLine } from "../../../cli/stack/psql-line.ts";

const target: PsqlTarget = {
  ...{ host: "127.0.0.1", port: 5432, database: "app", user: "mcp_app" },
  ...{ tls: "disable", passwordFile: ".pgstack/pgpass" },
};

describe("the psql command", () => {
  it("says nothing of TLS to a server without", () => {
    expect(psqlLine(target, [])).toBe("PGPASSFILE=.pgstack/pgpass psql -h 127.0.0.1 -p 5432 -U mcp_app app");
  });

  it("verifies a server with TLS against the CA file", () => {
    expect(psqlLine({ ...target, tls: "verify-full", caFile: "/home/me/my app/ca.crt" }, [])).toBe(
      "PGPASSFILE=.pgstack/pgpass PGSSLMODE=verify-full PGSSLROOTCERT='/home/me/my app/ca.crt' " +
        "psql -h 127.0.0.1 -p 5432 -U mcp_app app",
    );
  });

  it("quotes what a shell would take apart", () => {
    const strange = { ...target, host: "host;name", passwordFile: "it's", setRole: "a b" };
    expect(psqlLine(strange, ["-c", "SELECT 1"])).toBe(
      "PGPASSFILE='it'\\''s' PGOPTIONS='-c role=a\\ b' psql -h 'host;name' -p 5432 -U mcp_app app -c 'SELECT 1'",
    );
  });
});
