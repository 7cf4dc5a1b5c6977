import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { accessMatrix } from "../../../operations/access/access-matrix.ts";
import { checkAccess } from "../../../operations/access/check-access.ts";
import { fixAccess } from "../../../operations/access/fix-access.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AdminServer, adminServer } from "./admin-server.ts";

const tables = 1000;
const readers = Array.from({ length: 19 }, (_, at) => `reader_${at + 1}`);

const model: DatabaseModel = {
  extensions: [],
  roles: [{ name: "own", comment: "" }, ...readers.map((name) => ({ name, comment: "", login: true }))],
  schemas: [
    {
      name: "big",
      owner: "own",
      comment: "",
      grants: readers.map((role) => ({ role, tables: ["SELECT"] })),
      indexes: [],
    },
  ],
};

let server: AdminServer;
beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await adminServer([
    "CREATE ROLE own",
    ...readers.map((name) => `CREATE ROLE ${name} LOGIN PASSWORD 'x'`),
    "CREATE SCHEMA big AUTHORIZATION own",
    "SET ROLE own",
    `DO $$ BEGIN FOR n IN 1 .. ${tables} LOOP EXECUTE format('CREATE TABLE big.t%s (id int)', n); END LOOP; END $$`,
    "RESET ROLE",
  ]);
});
afterAll(() => server?.remove());

describe(`${tables} tables and 20 roles`, () => {
  it("are mended by a statement for each role, and then as declared", async () => {
    const { done, refused, after } = await fixAccess(server.admin, model);
    expect({ refused, findings: after.findings }).toEqual({ refused: [], findings: [] });
    expect(done.filter(({ sql }) => sql.startsWith("GRANT SELECT ON TABLE"))).toHaveLength(readers.length);
  });

  it("are compared within seconds", async () => {
    const began = performance.now();
    const { findings } = await checkAccess(server.admin, model);
    expect(secondsSince(began)).toBeLessThan(20);
    expect(findings).toEqual([]);
  });

  it("are read as a matrix within seconds", async () => {
    const began = performance.now();
    const { roles, rows } = await accessMatrix(server.admin);
    expect(secondsSince(began)).toBeLessThan(20);
    expect(roles).toEqual(["own", ...readers.toSorted(), "PUBLIC"]);
    const found = rows.filter(({ kind }) => kind === "table");
    expect(found).toHaveLength(tables);
    expect(new Set(found.map(({ held }) => held.slice(1, 20).join("")))).toEqual(new Set(["r".repeat(19)]));
  });
});

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
