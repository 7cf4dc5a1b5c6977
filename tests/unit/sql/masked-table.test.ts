import { describe, expect, it } from "vitest";
import { maskedTables, rolesWithPartitions, unknownInMasks } from "../../../sql/privilege/masked-table.ts";

const masks = [
  { table: "customers", columns: ["email"], hiddenFrom: ["reader", "reports"] },
  { table: "customers", columns: ["name"], hiddenFrom: ["reader"] },
];
const column = (table: string, name: string, root = table) => ({ table, root, column: name });
const customers = ["id", "email", "name"].map((name) => column("customers", name));

describe("maskedTables", () => {
  it("shows each role the columns that no mask hides from it", () => {
    expect(maskedTables(masks, customers)).toEqual([
      {
        table: "customers",
        shown: new Map([
          ["reader", ["id"]],
          ["reports", ["id", "name"]],
        ]),
      },
    ]);
  });

  it("masks partitions like the table they are of", () => {
    const rows = [
      ...customers,
      column("customers_2026", "id", "customers"),
      column("customers_2026", "email", "customers"),
    ];
    expect(maskedTables(masks, rows)[1]).toEqual({
      table: "customers_2026",
      shown: new Map([
        ["reader", ["id"]],
        ["reports", ["id"]],
      ]),
    });
    expect(rolesWithPartitions(masks, rows)).toEqual(["reader", "reports", "reader"]);
    expect(rolesWithPartitions(masks, customers)).toEqual([]);
  });
});

describe("unknownInMasks", () => {
  it("names what is not there, and nothing else", () => {
    const more = [...masks, { table: "customers", columns: ["id", "ssn"], hiddenFrom: ["reader"] }];
    expect(
      unknownInMasks([...more, { table: "gone", columns: ["a"], hiddenFrom: ["reader"] }], customers),
    ).toEqual(["customers.ssn", "gone"]);
    expect(unknownInMasks(masks, customers)).toEqual([]);
  });
});
