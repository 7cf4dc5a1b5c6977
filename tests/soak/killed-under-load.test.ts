import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "../stack/checkout.ts";

const rounds = 20;

describe("a server that is killed while rows are written", () => {
  let checkout: Checkout;
  let url = "";
  beforeAll(async () => {
    checkout = new Checkout();
    await checkout.mustRun("up");
    await checkout.query(
      "CREATE TABLE commerce.ledger (n bigint PRIMARY KEY); GRANT ALL ON commerce.ledger TO mcp_app",
      "mcp_admin",
    );
    url = JSON.parse((await checkout.mustRun("outputs", "--json", "--show-secrets")).stdout).urls.mcp_app;
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it(`has every committed row after each of ${rounds} kills`, async () => {
    let committed = 0;
    for (let round = 1; round <= rounds; round++) {
      const { pid } = JSON.parse(readFileSync(checkout.path(".pgstack/stacks/dev/run/ready.json"), "utf8"));
      const client = new pg.Client(url);
      client.on("error", () => undefined);
      await client.connect();
      // A kill at another moment each round: in the middle of a statement, of a commit, of an answer.
      setTimeout(() => process.kill(pid, "SIGKILL"), 300 + round * 37);
      try {
        for (;;) {
          await client.query("INSERT INTO commerce.ledger VALUES ($1)", [committed + 1]);
          committed++;
        }
      } catch {
        // The server is gone; what it has answered for must be there.
      }
      await client.end().catch(() => undefined);
      await checkout.mustRun("up");
      const [found] = await checkout.query(
        "SELECT count(*) AS rows, max(n) AS last FROM commerce.ledger",
        "mcp_app",
      );
      const rows = Number(found?.rows);
      expect(Number(found?.last)).toBe(rows);
      // One more than was answered for: committed, and killed before it could say so.
      expect([committed, committed + 1]).toContain(rows);
      committed = rows;
    }
    expect(committed).toBeGreaterThan(rounds);
  });
});
