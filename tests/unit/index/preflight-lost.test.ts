import { describe, expect, it } from "vitest";
import type { HandlerContext } from "../../../provider/resource-handler.ts";
import { preflight } from "../../../provider/resources/index/preflight.ts";

const index = { schema: "app", name: "items_id_idx", table: "items", keys: [{ column: "id" }] };

/** A run on a server that answers once, and is lost then with this error. */
function run(error: Error): HandlerContext {
  let asked = 0;
  const use = async () => {
    asked++;
    if (asked > 1) throw error;
  };
  return { knowsServer: true, pool: { use }, warn: () => undefined } as unknown as HandlerContext;
}

describe("a connection that is lost while the catalog is read", () => {
  it.each([
    Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }),
    Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" }),
    new Error("Connection terminated unexpectedly"),
    new Error("Client has encountered a connection error and is not queryable"),
  ])("is left for the build to say: %s", async (error) => {
    const context = run(error);
    expect(await preflight(index, {}, context)).toEqual([]);
    expect(await preflight({ ...index, name: "other_idx", table: "others" }, {}, context)).toEqual([]);
  });

  it("is told from a mistake of ours", async () => {
    await expect(preflight(index, {}, run(new Error("x is undefined")))).rejects.toThrow("x is undefined");
  });
});
