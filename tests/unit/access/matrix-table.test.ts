import { describe, expect, it } from "vitest";
import { matrixJson } from "../../../cli/output/access/matrix-json.ts";
import { matrixTable } from "../../../cli/output/access/matrix-table.ts";
import { styler } from "../../../cli/output/style.ts";
import type { AccessMatrix } from "../../../operations/access/access-matrix.ts";
import type { MatrixRow } from "../../../sql/access/read-matrix.ts";

const style = styler({ isTTY: false } as NodeJS.WriteStream);
const roles = ["shop_app", "shop_owner", "root"];

function row(
  kind: MatrixRow["kind"],
  name: string,
  app: string,
  owner: string,
  more: Partial<MatrixRow> = {},
): MatrixRow {
  const held = [app, owner, owner];
  const by = ["", "owner", "superuser"];
  const rest = { definer: false, policies: null, forced: false, open: [true, true, true] };
  return { kind, schema: "shop", name, owner: "shop_owner", held, by, ...rest, ...more };
}

const matrix: AccessMatrix = {
  roles,
  rows: [
    row("database", "db", "c", "CcT", { schema: null, by: ["", "", "superuser"] }),
    row("schema", "shop", "U", "UC"),
    row("table", "items", "ra*", "rawdDxtm"),
    row("table", "orders", "", "rawdDxtm", { policies: 1, forced: true }),
    row("table", "parcels", "ra*", "rawdDxtm"),
    row("sequence", "a_seq", "U", "rwU"),
    row("sequence", "b_seq", "U", "rwU"),
    row("function", "total(integer)", "X", "X", { definer: true, open: [false, true, true] }),
    row("future tables", "shop_owner", "r", ""),
    row("future tables", "other", "r", ""),
    row("future functions", "shop_owner", "", ""),
  ],
};

describe("the printed matrix", () => {
  it("tells equal objects together, and explains the signs it used", () => {
    expect(matrixTable(matrix, { columns: 100, style }).split("\n")).toEqual([
      "                                      shop_app  shop_owner  root",
      "database",
      "  database db                         c         CcT         super",
      "schema shop",
      "  the schema itself                   U         owner       super",
      "  2 tables: items, parcels            ra*       owner       super",
      "  table orders [1 policy, forced]     ·         owner       super",
      "  2 sequences                         U         owner       super",
      "  function total(integer) [definer]   (X)       owner       super",
      "  future tables of shop_owner, other  r         owner       super",
      "",
      "r SELECT  a INSERT  X EXECUTE  U USAGE  C CREATE  c CONNECT  T TEMPORARY",
      "owner: everything, as the owner or with its rights; super: a superuser; *: may pass it on; ( ): not",
      "reached, its schema is closed to the role; ·: nothing",
    ]);
  });

  it("has a line for each object when it is wide", () => {
    const lines = matrixTable(matrix, { wide: true, style }).split("\n");
    expect(lines.filter((line) => /items|parcels|_seq/.test(line)).map((line) => line.trimEnd())).toEqual([
      "  table items                        ra*       owner       super",
      "  table parcels                      ra*       owner       super",
      "  sequence a_seq                     U         owner       super",
      "  sequence b_seq                     U         owner       super",
    ]);
  });

  it("breaks the roles' names where they do not fit, and then the table", () => {
    const heads = (columns: number) =>
      matrixTable(matrix, { columns, style })
        .split("\n")
        .filter((line) => line.startsWith(" ".repeat(10)));
    expect(heads(60)).toEqual([
      "                                      shop_  shop_",
      "                                      app    owner  root",
    ]);
    expect(heads(54)).toEqual([
      "                                      shop_  shop_",
      "                                      app    owner",
      "                                      root",
    ]);
  });

  it("names privileges for programs, and says how they are had", () => {
    const { objects } = matrixJson(matrix);
    expect(objects.find(({ name }) => name === "items")).toEqual({
      kind: "table",
      schema: "shop",
      name: "items",
      owner: "shop_owner",
      access: {
        shop_app: { privileges: ["SELECT", "INSERT"], grantable: ["INSERT"], reachable: true },
        shop_owner: {
          privileges: [
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "TRUNCATE",
            "REFERENCES",
            "TRIGGER",
            "MAINTAIN",
          ],
          grantable: [],
          as: "owner",
          reachable: true,
        },
        root: {
          privileges: [
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "TRUNCATE",
            "REFERENCES",
            "TRIGGER",
            "MAINTAIN",
          ],
          grantable: [],
          as: "superuser",
          reachable: true,
        },
      },
    });
    expect(objects.find(({ kind }) => kind === "function")).toMatchObject({
      securityDefiner: true,
      access: { shop_app: { privileges: ["EXECUTE"], reachable: false } },
    });
    expect(objects.find(({ name }) => name === "orders")).toMatchObject({
      rowSecurity: { policies: 1, forced: true },
    });
  });
});
