import { afterAll, beforeAll, beforeEach, describe, it } from "vitest";
import { cases, makeKeeper, proveInterruptions } from "../integration/partitions/cut-short.ts";
import { type PartitionedServer, partitionedServer } from "../integration/partitions/partitioned-server.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";

describe("partitions whose update is cut short before each of its queries", () => {
  let on: PartitionedServer;
  beforeAll(async () => {
    if (!hasPostgres) return;
    on = await partitionedServer("native");
    await makeKeeper(on);
  });
  beforeEach(needsPostgres);
  afterAll(() => on?.stop());

  it.each(cases)(
    "are right after the next one, retired ones detached %s",
    async (_, withDefault, declared) => {
      await proveInterruptions(on, declared, withDefault, 1);
    },
  );
});
