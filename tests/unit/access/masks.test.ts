import { describe, expect, it } from "vitest";
import { checkMasks, mayUncover } from "../../../operations/access/checks/masks.ts";
import { clean, model } from "./clean-facts.ts";

const [shop] = model.schemas;
const masked = {
  ...shop,
  masks: [{ table: "people", columns: ["email"], hiddenFrom: ["reader"] }],
} as NonNullable<typeof shop>;
const column = (table: string, name: string, root = table) => ({ table, root, column: name });
const found = (...columns: ReturnType<typeof column>[]) => ({
  ...clean,
  privileges: new Map([["shop", { columns, rows: [] }]]),
});
const lacks = (object: string, grantee = "reader") => ({
  kind: "column" as const,
  object,
  column: "contact",
  grantee,
  privilege: "SELECT",
  grantable: false,
});

describe("a mask", () => {
  const of = { ...model, schemas: [masked] };

  it("is no matter as long as what it names is there", () => {
    expect(checkMasks(of, found(column("people", "id"), column("people", "email")))).toEqual([]);
    const uncovers = mayUncover(masked, [column("people", "id"), column("people", "email")]);
    expect(uncovers(lacks("people"))).toBe(false);
  });

  it("is told of when its column is not there, and nothing of the table or its partitions is given to whom it was for", () => {
    const columns = [column("people", "contact"), column("people_2026", "contact", "people")];
    expect(checkMasks(of, found(...columns))).toEqual([
      {
        key: "mask/shop.people.email",
        severity: "high",
        where: "mask of shop.people.email",
        what: "hides what is not there: under another name nothing hides it; correct the mask in model/database.ts",
        expected: "there",
        actual: "not there",
        mender: "hand",
        sql: [],
      },
    ]);
    const uncovers = mayUncover(masked, columns);
    expect(
      [lacks("people"), lacks("people_2026"), lacks("orders"), lacks("people", "app")].map(uncovers),
    ).toEqual([true, true, false, false]);
  });

  it("keeps every table from whom it was for when its table is not there", () => {
    expect(checkMasks(of, found()).map(({ key }) => key)).toEqual(["mask/shop.people"]);
    const uncovers = mayUncover(masked, []);
    expect(uncovers({ ...lacks("clients"), kind: "table" })).toBe(true);
    expect(uncovers({ ...lacks("ids"), kind: "sequence" })).toBe(false);
    expect(uncovers(lacks("clients", "app"))).toBe(false);
  });
});
