import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { unitOf } from "../../../configuration/rds/rds-value.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { valuesOf } from "../../../configuration/values-of.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { optionsOf, profiles } from "../../unit/configuration/options.ts";
import { type BareServer, newBareServer } from "./bare-server.ts";

/** What a reload takes, as pg_settings.context has it; `postmaster` alone needs a restart. */
const reloaded = ["sighup", "superuser", "user", "backend", "superuser-backend"];

/** In GB: what a small machine can give a server, for memory is only reserved. */
const sizes = [
  { memory: 0.25, cores: 1, storage: 1 },
  { memory: 1.7, cores: 3, storage: 33 },
  { memory: 16, cores: 16, storage: 500 },
];

let server: BareServer | undefined;
let preload: readonly string[] = [];

beforeEach(async (context) => {
  needsPostgres(context);
  server ??= await newBareServer();
  preload = await server.has(["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"]);
});

afterAll(() => server?.clear());

describe.each(profiles)("profile %s", (profile) => {
  it.each(sizes)("is taken as it is with $memory GB, $cores cores and $storage GB", async (size) => {
    const majorVersion = Number(testPostgres().majorVersion);
    const parameters = serverParameters(
      optionsOf(profile, size, { majorVersion, preload, replicas: 2, synchronous: true }),
    );
    await server?.startWith(valuesOf(parameters));

    expect(
      await server?.rows("SELECT name, error FROM pg_file_settings WHERE error IS NOT NULL OR NOT applied"),
    ).toEqual([]);
    const shown = await server?.rows("SELECT name, current_setting(name), context FROM pg_settings");
    const found = new Map(shown?.map(([name = "", value, context = ""]) => [name, { value, context }]));
    expect(parameters.map(({ name }) => [name, found.get(name)?.value])).toEqual(
      parameters.map(({ name, value }) => [name, value]),
    );
    expect(
      parameters.map(({ name }) => {
        const context = found.get(name)?.context ?? "none";
        return [name, context === "postmaster" ? "restart" : reloaded.includes(context) ? "reload" : context];
      }),
    ).toEqual(parameters.map(({ name, change }) => [name, change]));
  });
});

it("needs a restart for just what it says", async () => {
  const majorVersion = Number(testPostgres().majorVersion);
  const small = serverParameters(
    optionsOf("laptop", { memory: 0.25, cores: 1, storage: 1 }, { majorVersion, preload }),
  );
  const large = serverParameters(
    optionsOf("writes", { memory: 4, cores: 8, storage: 90 }, { majorVersion, preload, replicas: 5 }),
  );
  await server?.startWith(valuesOf(small));
  await server?.reloadWith(valuesOf(large));
  const before = valuesOf(small);
  const changed = large.filter(({ name, value }) => before[name] !== value);
  const pending = 'SELECT name FROM pg_settings WHERE pending_restart ORDER BY name COLLATE "C"';
  const expected = changed.filter(({ change }) => change === "restart").map(({ name }) => [name]);
  await expect.poll(() => server?.rows(pending), { timeout: 10_000 }).toEqual(expected.sort());
  for (const { name, value } of changed.filter(({ change }) => change === "reload"))
    expect(await server?.rows(`SELECT '${name}', current_setting('${name}')`)).toEqual([[name, value]]);
});

it("counts as RDS does, in the unit of a bare number", async () => {
  await server?.startWith({ shared_preload_libraries: preload.join(",") });
  const rows = await server?.rows("SELECT name, unit FROM pg_settings WHERE unit IS NOT NULL");
  const units = new Map(rows?.map(([name = "", unit = ""]) => [name, unit]));
  const known = Object.entries(unitOf).filter(([name]) => !name.includes(".") || units.has(name));
  expect(known).toEqual(known.map(([name]) => [name, units.get(name)]));
});
