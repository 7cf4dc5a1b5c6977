import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Container } from "./container.ts";
import { buildImage, buildTime, needsDocker, until } from "./docker.ts";

const extensions = [
  "hypopg",
  "pg_cron",
  "pg_partman",
  "pg_repack",
  "pg_stat_statements",
  "pgaudit",
  "vector",
];

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("the image's extensions", () => {
  it("are created and work, with those preloaded that have to be", async () => {
    const preload = "shared_preload_libraries=pg_stat_statements,pg_cron,pgaudit";
    const container = await Container.serving([], ["-c", preload]);

    const create = extensions.map((name) => `CREATE EXTENSION ${name};`).join(" ");
    const versions = "SELECT extname, extversion FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1";
    const created = (await container.sql(`${create} ${versions}`)).split("\n").map((row) => row.split("|"));
    console.log(created.map(([name, version]) => `${name} ${version}`).join(", "));
    expect(created.map(([name]) => name)).toEqual(extensions);
    for (const [name, version] of created) expect(`${name} ${version}`).toMatch(/ \d+\.\d+/);

    expect(await container.sql("SELECT '[1,0]'::vector <=> '[0,1]'")).toBe("1");

    await container.sql("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 1000)");
    const planned =
      "SELECT FROM hypopg_create_index('CREATE INDEX ON t (id)'); SELECT count(*) FROM hypopg_list_indexes";
    expect(await container.sql(planned)).toBe("1");

    const partitions =
      "CREATE TABLE events (at timestamptz NOT NULL) PARTITION BY RANGE (at); " +
      "SELECT create_parent('public.events', 'at', '1 month', p_premake := 2)";
    expect(await container.sql(partitions)).toBe("t");

    const repacked = await container.exec("pg_repack", "-U", "postgres", "-d", "postgres", "-t", "t");
    expect(repacked).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('repacking table "public.t"'),
    });

    await container.sql("SET pgaudit.log = 'ddl'; CREATE TABLE audited ()");
    expect(await container.log()).toMatch(/AUDIT: SESSION,1,1,DDL,CREATE TABLE,TABLE,public\.audited/);

    // Without a password: pg_cron connects as a client does.
    await container.sql(
      "CREATE TABLE ticks (); SELECT cron.schedule('1 second', 'INSERT INTO ticks DEFAULT VALUES')",
    );
    await until(
      "pg_cron runs a job",
      async () => (await container.sql("SELECT count(*) FROM ticks")) !== "0",
    );
  });
});

describe("a new cluster", () => {
  it("has the settings README names", async () => {
    const container = await Container.serving();
    const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('server_encoding', 'data_checksums',
      'password_encryption', 'listen_addresses', 'shared_preload_libraries', 'log_destination', 'logging_collector')
      ORDER BY name`;
    expect((await container.sql(settings)).split("\n")).toEqual([
      "data_checksums|on",
      "listen_addresses|*",
      "log_destination|stderr",
      "logging_collector|off",
      "password_encryption|scram-sha-256",
      "server_encoding|UTF8",
      "shared_preload_libraries|pg_stat_statements",
    ]);
    const locale =
      "SELECT datcollate, datctype, current_setting('server_version_num')::int / 10000 FROM pg_database";
    expect(await container.sql(`${locale} WHERE datname = 'postgres'`)).toBe("C.UTF-8|C.UTF-8|17");
  });
});
