import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { Cluster } from "./cluster.ts";
import { buildImage, buildTime, needsDocker, until } from "./docker.ts";

const trusted = readFileSync(join(projectRoot, "images/postgres/extensions/trusted"), "utf8")
  .split("\n")
  .filter((line) => line && !line.startsWith("#"))
  .map((line) => line.split(" ")[0] ?? "");

const created =
  "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension WHERE extname NOT IN ('plpgsql', 'cube')";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("an admin with RDS's rights", () => {
  it("creates and drops each extension that RDS has, and none that it lacks", async () => {
    const cluster = await Cluster.serving();
    expect(trusted.length).toBe(27);
    const create = trusted.map((name) => `CREATE EXTENSION ${name} CASCADE`);
    expect(await cluster.as("mcp_admin", "postgres", ...create, created)).toContain(
      [...trusted].sort().join(" "),
    );
    const refused = (name: string) => cluster.as("mcp_admin", "postgres", `CREATE EXTENSION ${name}`);
    for (const name of ["file_fdw", "pg_surgery", "xml2"])
      expect(await refused(name)).toContain(`permission denied to create extension "${name}"`);
    expect(await refused("plpython3u")).toContain('extension "plpython3u" is not available');
    expect(
      await cluster.as("mcp_admin", "postgres", `DROP EXTENSION ${trusted.join(", ")} CASCADE`, created),
    ).not.toContain("ERROR");
    expect(await cluster.as("mcp_admin", "postgres", created)).toBe("");
  });

  it("alone creates what only RDS made trusted", async () => {
    const cluster = await Cluster.serving();
    expect(await cluster.as("app", "shop", "CREATE SCHEMA app", "CREATE EXTENSION citext SCHEMA app")).toBe(
      "",
    );
    expect(await cluster.as("app", "shop", "CREATE EXTENSION vector SCHEMA app")).toContain(
      'permission denied to create extension "vector"\nHINT:  Must be a member of rds_superuser',
    );
  });

  it("may do with them what it may on RDS", async () => {
    const cluster = await Cluster.serving();
    const admin = (...statements: string[]) => cluster.as("mcp_admin", "shop", ...statements);
    const names =
      "pg_stat_statements amcheck postgres_fdw dblink pg_walinspect pg_buffercache pgstattuple pg_visibility pg_freespacemap pgrowlocks pg_prewarm pageinspect pg_repack";
    await admin(
      ...names.split(" ").map((name) => `CREATE EXTENSION ${name}`),
      "CREATE TABLE t (id int PRIMARY KEY)",
      "INSERT INTO t SELECT generate_series(1, 1000)",
    );
    const works = [
      "SELECT pg_stat_statements_reset() IS NOT NULL",
      "SELECT bt_index_check('t_pkey', true, true) IS NOT NULL",
      "SELECT count(*) = 0 FROM verify_heapam('t')",
      "SELECT count(*) >= 0 FROM pg_get_wal_stats('0/1500000', pg_current_wal_flush_lsn())",
      "SELECT count(*) > 0 FROM pg_buffercache",
      "SELECT tuple_count = 1000 FROM pgstattuple('t')",
      "SELECT count(*) > 0 FROM pg_visibility('t')",
      "SELECT count(*) > 0 FROM pg_freespace('t')",
      "SELECT count(*) = 0 FROM pgrowlocks('t')",
      "SELECT pg_prewarm('t') > 0",
    ];
    expect((await admin(...works)).split("\n")).toEqual(works.map(() => "t"));
    for (const wrapper of ["postgres_fdw", "dblink_fdw"])
      expect(await admin(`CREATE SERVER s_${wrapper} FOREIGN DATA WRAPPER ${wrapper}`)).toBe("");
    // Documented in README as not so on RDS.
    expect(await admin("SELECT get_raw_page('t', 0)")).toContain(
      "must be superuser to use raw page functions",
    );

    const target = ["--host=127.0.0.1", "--username=mcp_admin", "--dbname=shop", "--table=t"];
    const repack = (...options: string[]) =>
      cluster.primary.exec("env", "PGPASSWORD=admin-secret", "pg_repack", ...target, ...options);
    expect(await repack()).toMatchObject({
      code: 21,
      stderr: expect.stringContaining("You must be a superuser to use pg_repack"),
    });
    expect(await repack("--no-superuser-check")).toMatchObject({ code: 0 });
  });

  it("schedules jobs, also in another database, and nobody becomes a superuser by them", async () => {
    const cluster = await Cluster.serving();
    const admin = (...statements: string[]) => cluster.as("mcp_admin", "postgres", ...statements);
    await cluster.as(
      "mcp_admin",
      "shop",
      ...["CREATE SCHEMA partman", "CREATE EXTENSION pg_partman SCHEMA partman"],
      ...["CREATE TABLE events (at timestamptz NOT NULL) PARTITION BY RANGE (at)"],
      ...["SELECT partman.create_parent('public.events', 'at', '1 day', p_premake := 1)"],
      ...["INSERT INTO events VALUES (now())", "UPDATE partman.part_config SET premake = 5"],
    );
    const maintain =
      "SELECT cron.schedule_in_database('maintain', '1 second', 'CALL partman.run_maintenance_proc()', 'shop')";
    expect(await admin("CREATE EXTENSION pg_cron", "GRANT USAGE ON SCHEMA cron TO app", maintain)).toBe("1");
    expect(await cluster.as("app", "postgres", "SELECT cron.schedule('ping', '1 second', 'SELECT 1')")).toBe(
      "2",
    );
    const runs =
      "SELECT string_agg(DISTINCT username || ' ' || database || ' ' || status, ', ') FROM cron.job_run_details WHERE status IN ('succeeded', 'failed')";
    await until(
      "both jobs ran",
      async () => (await admin(runs)) === "app postgres succeeded, mcp_admin shop succeeded",
    );
    expect(
      await cluster.as("mcp_admin", "shop", "SELECT count(*) FROM partman.show_partitions('public.events')"),
    ).toBe("7");

    expect(await cluster.as("app", "postgres", "SELECT jobname FROM cron.job")).toBe("ping");
    expect(
      await admin("SELECT cron.schedule_in_database('x', '1 second', 'SELECT 1', 'shop', 'rdsadmin')"),
    ).toContain("must be superuser to create a job for another role");
    expect(await admin("UPDATE cron.job SET username = 'rdsadmin'")).toContain(
      "violates row-level security policy",
    );
    expect(
      await admin("UPDATE cron.job SET database = 'shop' WHERE jobname = 'maintain' RETURNING database"),
    ).toBe("shop");
    expect(await admin("SELECT cron.unschedule('maintain')")).toBe("t");
  });
});
