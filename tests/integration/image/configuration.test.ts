import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Cluster, pgdata, superuser } from "./cluster.ts";
import { initScripts, newVolume, sharedFolder } from "./container.ts";
import { buildImage, buildTime, needsDocker } from "./docker.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("a configuration from outside", () => {
  it("holds from the first start, in a folder below an empty mount of root's", async () => {
    const scripts = sharedFolder({
      "1.sql": "CREATE ROLE made PASSWORD 'init-secret'; CREATE TABLE made ();",
    });
    const { primary } = await Cluster.serving(
      [`synchronous_standby_names = 'FIRST 1 ("replica-1")'`],
      ["--volume", `${await newVolume()}:/var/lib/postgresql/data:nocopy`, ...initScripts(scripts)],
    );
    const settings = `SELECT setting FROM pg_settings WHERE name IN ('config_file', 'data_directory', 'hba_file',
      'shared_preload_libraries', 'ssl', 'synchronous_standby_names') ORDER BY name`;
    expect((await superuser(primary, settings)).split("\n")).toEqual([
      "/etc/pgstack/primary/postgresql.conf",
      pgdata,
      "/etc/pgstack/primary/pg_hba.conf",
      "pg_stat_statements,pg_cron,pgaudit",
      "on",
      'FIRST 1 ("replica-1")',
    ]);
    expect(await superuser(primary, "SELECT to_regclass('made')")).toBe("made");
    expect(await primary.log()).not.toContain("init-secret");
    const folders = await primary.exec("stat", "-c", "%U %a", "/var/lib/postgresql/data", pgdata);
    expect(folders.stdout).toBe("postgres 755\npostgres 700\n");
  });

  it("refuses plain connections as RDS does, and rdsadmin over TCP", async () => {
    const { primary } = await Cluster.serving();
    const login = async (user: string, mode: string) =>
      (
        await primary.exec(
          "psql",
          `host=127.0.0.1 user=${user} dbname=postgres password=app-secret sslmode=${mode}`,
          "-c",
          "SELECT 1",
        )
      ).stderr;
    expect(await login("app", "disable")).toContain(
      'no pg_hba.conf entry for host "127.0.0.1", user "app", database "postgres", no encryption',
    );
    expect(await login("rdsadmin", "require")).toContain(
      'pg_hba.conf rejects connection for host "127.0.0.1", user "rdsadmin"',
    );
    expect(await login("app", "require")).toBe("");
  });
});
