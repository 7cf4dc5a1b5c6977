import { describe, expect, it } from "vitest";
import { checkIndexes } from "../../../model/check-indexes.ts";
import { checkModel } from "../../../model/check-model.ts";
import { database } from "../../../model/database.ts";

const index = (name: string, table = "orders") => ({ name, table, keys: [{ column: "id" }] });

describe("indexes of one name in a schema", () => {
  it("are told once, with their tables", () => {
    const indexes = [index("a_idx"), index("b_idx"), index("a_idx", "items"), index("a_idx")];
    expect(checkIndexes({ name: "shop", indexes })).toEqual([
      "schema shop: 3 indexes are called a_idx, on orders and items: a name is one index's in its schema",
    ]);
  });

  it("are refused with the model, before anything is made", () => {
    const model = database({ foreignKeyIndexes: false, embeddingDimensions: 3 });
    const [schema, ...others] = model.schemas;
    if (schema === undefined) throw new Error("the model has no schema");
    const twice = { ...schema, indexes: [...schema.indexes, ...schema.indexes] };
    expect(() => checkModel({ ...model, schemas: [twice, ...others] })).toThrow(
      "schema commerce: 2 indexes are called orders_customer_id_created_at_idx, on orders: a name is one index's in its schema\n  Correct model/database.ts.",
    );
  });

  it("may be in two schemas", () => {
    expect(checkIndexes({ name: "shop", indexes: [index("a_idx"), index("b_idx")] })).toEqual([]);
  });
});
