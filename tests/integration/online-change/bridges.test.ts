import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { bridgeRow, bridges, prepared, statements } from "../../online-change/bridges.ts";
import { newShop, type Shop } from "../../online-change/shop.ts";

let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("text", 10);
});
afterEach(() => shop?.clear());

/** A column of the table in the documentation. */
function documented(bridge: string): Record<string, string> {
  const text = readFileSync(join(projectRoot, "docs/online-changes.md"), "utf8");
  const rows = [...text.matchAll(/^\| (?<cells>.*) \|$/gm)].map(({ groups }) =>
    (groups?.cells ?? "").split(" | ").map((cell) => cell.replaceAll("`", "")),
  );
  const head = rows.findIndex(([first]) => first === "statement");
  const at = rows[head]?.indexOf(bridge) ?? -1;
  return Object.fromEntries(
    rows.slice(head + 1, head + 1 + Object.keys(statements).length).map((row) => [row[0], row[at]]),
  );
}

describe("a bridge between two names", () => {
  it.each(Object.keys(bridges))("bears the statements that the documentation says: %s", async (bridge) => {
    const client = await shop.place.inside();
    for (const statement of prepared) await client.query(statement);
    await bridges[bridge]?.(shop);
    expect(await bridgeRow(client)).toEqual(documented(bridge));
    await client.end();
  });
});
