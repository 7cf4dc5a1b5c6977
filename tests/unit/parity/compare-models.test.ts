import { describe, expect, it } from "vitest";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { compareModels } from "../../../operations/parity/compare-models.ts";
import { model } from "./inputs.ts";

const differing = (changed: Partial<DatabaseModel>) =>
  compareModels(model, { ...model, ...changed })
    .filter(({ verdict }) => verdict !== "same")
    .map(({ area, name, dev, prod, verdict }) => [area, name, dev, prod, verdict]);

const [commerce, ...otherSchemas] = model.schemas;
if (commerce === undefined) throw new Error("the model has no schema");
const [index] = commerce.indexes;
if (index === undefined) throw new Error("the model has no index");

describe("compareModels", () => {
  it("finds nothing between a model and a copy of it, whatever the order of its keys", () => {
    const copy = structuredClone(model);
    const turned = copy.roles.map((role) => Object.fromEntries(Object.entries(role).reverse()));
    expect(differing({ ...copy, roles: turned as unknown as DatabaseModel["roles"] })).toEqual([]);
  });

  it.each<[string, Partial<DatabaseModel>, unknown[][]]>([
    [
      "an extension more",
      { extensions: [...model.extensions, { name: "hypopg" }] },
      [["extensions", "extension hypopg", "absent", "declared", "differs"]],
    ],
    [
      "a version of one",
      { extensions: [{ name: "vector", version: "0.8.4" }] },
      [["extensions", "extension vector", "version absent", 'version "0.8.4"', "differs"]],
    ],
    [
      "a role's limit",
      {
        roles: model.roles.map((role) => (role.name === "mcp_app" ? { ...role, connectionLimit: 20 } : role)),
      },
      [["roles", "role mcp_app", "connectionLimit absent", "connectionLimit 20", "differs"]],
    ],
    [
      "a role less",
      { roles: model.roles.filter(({ name }) => name !== "mcp_reader") },
      [["roles", "role mcp_reader", "declared", "absent", "differs"]],
    ],
    [
      "a schema's owner",
      { schemas: [{ ...commerce, owner: "somebody" }, ...otherSchemas] },
      [["schemas", "schema commerce", 'owner "mcp_owner"', 'owner "somebody"', "differs"]],
    ],
    [
      "a mask less",
      { schemas: [{ ...commerce, masks: [] }, ...otherSchemas] },
      [["privileges", "mask commerce.customers", "declared", "absent", "differs"]],
    ],
    [
      "an index of another kind",
      { schemas: [{ ...commerce, indexes: [{ ...index, unique: true }] }, ...otherSchemas] },
      [
        [
          "indexes",
          "index commerce.orders_customer_id_created_at_idx",
          "unique absent",
          "unique true",
          "differs",
        ],
      ],
    ],
    [
      "a job",
      {
        jobs: [
          { name: "tidy", schedule: "0 3 * * *", command: "SELECT 1" },
        ] as unknown as DatabaseModel["jobs"] & [],
      },
      [["jobs", "job tidy", "absent", "declared", "differs"]],
    ],
    [
      "who may make temporary tables",
      { access: { temporary: ["mcp_app"] } as unknown as NonNullable<DatabaseModel["access"]> },
      [["privileges", "database access", '"by default"', '{"temporary":["mcp_app"]}', "differs"]],
    ],
  ])("finds %s", (_, changed, expected) => {
    expect(differing(changed)).toEqual(expected);
  });

  it("finds other privileges of a schema", () => {
    const changed = [{ ...commerce, grants: commerce.grants.slice(1) }, ...otherSchemas];
    const [found] = differing({ schemas: changed });
    expect(found?.slice(0, 2)).toEqual(["privileges", "privileges commerce"]);
  });
});
