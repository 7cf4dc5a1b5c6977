import { afterAll, beforeEach, expect, it } from "vitest";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { valuesOf } from "../../../configuration/values-of.ts";
import { compareParameters } from "../../../operations/doctor/configuration/compare-parameters.ts";
import { runningParameters } from "../../../operations/doctor/configuration/running-parameters.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { optionsOf } from "../../unit/configuration/options.ts";
import { type BareServer, newBareServer } from "./bare-server.ts";

let server: BareServer;

beforeEach(async (context) => {
  needsPostgres(context);
  server ??= await newBareServer();
});

afterAll(() => server?.clear());

const parametersOf = (memory: number) =>
  serverParameters(
    optionsOf(
      "laptop",
      { memory, cores: 2, storage: 20 },
      { majorVersion: testPostgres().majorVersion, preload: [] },
    ),
  );

async function differences(memory: number): Promise<string[]> {
  const compared = compareParameters(parametersOf(memory), await runningParameters(server.superuser));
  return compared.flatMap(({ name, running, difference }) =>
    difference === undefined ? [] : [`${name} ${running}: ${difference}`],
  );
}

it("tells a pending restart from what changes at the next up, and both from what was changed by hand", async () => {
  await server.startWith(valuesOf(parametersOf(0.5)));
  expect(await differences(0.5)).toEqual([]);

  expect(await differences(1)).toEqual([
    "shared_buffers 128MB: changes at the next up",
    "effective_cache_size 256MB: changes at the next up",
    "work_mem 8MB: changes at the next up",
    "maintenance_work_mem 64MB: changes at the next up",
  ]);

  await server.reloadWith(valuesOf(parametersOf(1)));
  await expect.poll(() => differences(1)).toEqual(["shared_buffers 128MB: restart pending"]);

  await server.startWith(valuesOf(parametersOf(1)));
  await server.changeByHand({ work_mem: "12345kB", log_statement: "all", synchronous_standby_names: "" });
  await server.rows("ALTER ROLE rdsadmin SET jit = on");
  await expect
    .poll(() => differences(1))
    .toEqual([
      "work_mem 12345kB: changed by hand",
      "jit on: changed by hand",
      "log_statement all: changed by hand",
    ]);
});
