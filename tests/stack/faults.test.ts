import { cpSync, renameSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPortFree } from "../../settings/is-port-free.ts";
import { Checkout } from "./checkout.ts";
import { processesOf, until } from "./processes.ts";

const digest =
  "SELECT md5(string_agg(o::text, ',' ORDER BY id)) AS digest, count(*) AS rows FROM commerce.orders AS o";

describe("a stack that things happen to", () => {
  let checkout: Checkout;
  const pid = () => Number(JSON.parse(checkout.read(".pgstack/stacks/dev/run/ready.json")).pid);
  const kill = async () => {
    const process_ = pid();
    process.kill(process_, "SIGKILL");
    await until("the server is gone", () => !processesOf(checkout.folder).includes(process_));
  };

  beforeAll(async () => {
    checkout = new Checkout();
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("brings a killed server back with every row", async () => {
    await checkout.query("UPDATE commerce.orders SET status = status", "mcp_app");
    const before = await checkout.query(digest);
    await kill();
    expect((await checkout.pgstack("query", "SELECT 1")).stderr).toContain(
      "the server does not answer (ECONNREFUSED)",
    );
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain("~ server (status)");
    expect(stderr).toMatch(/\n1 updated in /);
    expect(await checkout.query(digest)).toEqual(before);
  });

  it("previews that it would", async () => {
    await kill();
    const { stderr, stdout } = await checkout.mustRun("preview");
    expect(stderr).toContain("~ server (status)");
    expect(stdout).toMatch(/^1 to be updated in /);
    await checkout.mustRun("up");
  });

  it("makes everything again when the data folder was deleted", async () => {
    const [before] = await checkout.query("SELECT count(*) AS rows FROM commerce.orders");
    rmSync(checkout.path(".pgstack/data/dev"), { recursive: true });
    await checkout.mustRun("up");
    expect(await checkout.query("SELECT count(*) AS rows FROM commerce.orders")).toEqual([before]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("adopts what is there and makes what is not when an older copy was put back", async () => {
    await kill();
    cpSync(checkout.path(".pgstack/data/dev"), checkout.path(".pgstack/copy"), { recursive: true });
    await checkout.mustRun("up");
    checkout.configure("dev", { demoData: "true", foreignKeyIndexes: "true" });
    await checkout.mustRun("up");
    await kill();
    rmSync(checkout.path(".pgstack/data/dev"), { recursive: true });
    renameSync(checkout.path(".pgstack/copy"), checkout.path(".pgstack/data/dev"));
    await checkout.mustRun("up");
    const rows = await checkout.query(
      "SELECT count(*) AS n FROM pg_indexes WHERE indexname LIKE 'order\\_items\\_%\\_id\\_idx'",
    );
    expect(rows).toEqual([{ n: "2" }]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("is destroyed when its server is dead", async () => {
    const { port } = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout);
    await kill();
    await checkout.mustRun("destroy", "--yes");
    expect(processesOf(checkout.folder)).toEqual([]);
    expect(await isPortFree(port)).toBe(true);
  });
});
