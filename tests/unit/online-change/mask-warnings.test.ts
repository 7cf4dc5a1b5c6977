import { expect, it } from "vitest";
import { maskWarnings } from "../../../operations/online-change/mask-warnings.ts";

const path = { schema: "shop", table: "people", column: "email" };
const schema = {
  name: "shop",
  owner: "own",
  comment: "",
  grants: [],
  indexes: [],
  masks: [
    { table: "people", columns: ["email", "ssn"], hiddenFrom: ["reader", "guest"] },
    { table: "people", columns: ["email"], hiddenFrom: ["guest"] },
    { table: "orders", columns: ["email"], hiddenFrom: ["clerk"] },
  ],
};

it("tells whoever renames a hidden column that its copy is not hidden", () => {
  expect(maskWarnings(schema, path, "contact")).toEqual([
    "email is hidden from reader and guest, and contact is not: add contact to that mask in model/database.ts in the same commit, and take email out with the last migration.",
  ]);
  expect(maskWarnings(schema, { ...path, column: "name" }, "contact")).toEqual([]);
  expect(maskWarnings({ ...schema, masks: [] }, path, "contact")).toEqual([]);
});
