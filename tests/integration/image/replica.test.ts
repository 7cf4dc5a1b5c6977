import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Cluster, follows, pgdata, superuser } from "./cluster.ts";
import { type Container, newVolume } from "./container.ts";
import { buildImage, buildTime, mustDocker, needsDocker, until } from "./docker.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

const senders = "SELECT application_name, usename, state, sync_state FROM pg_stat_replication";
const whole = "clone-primary: the clone is whole";

describe("a replica", () => {
  it("follows its primary by the slot, synchronously when that asks for it, and stops at once", async () => {
    const cluster = await Cluster.serving([`synchronous_standby_names = 'FIRST 1 ("replica-1")'`]);
    const replica = await cluster.followingReplica();
    expect(await superuser(cluster.primary, senders)).toBe("replica-1|rdsrepladmin|streaming|sync");
    expect(
      await superuser(
        cluster.primary,
        "SELECT active FROM pg_replication_slots WHERE slot_name = 'replica_1'",
      ),
    ).toBe("t");

    await superuser(
      cluster.primary,
      "SET synchronous_commit = remote_apply",
      "CREATE TABLE t AS SELECT 1 AS n",
    );
    expect(await superuser(replica, "SELECT n, pg_is_in_recovery() FROM t")).toBe("1|t");
    await expect(superuser(replica, "INSERT INTO t VALUES (2)")).rejects.toThrow("read-only transaction");
    expect((await replica.exec("cat", "/proc/1/comm")).stdout).toBe("postgres\n");

    const { code, took } = await replica.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5_000);
    await mustDocker("start", replica.name);
    await follows(replica);
    expect((await replica.log()).split(whole).length).toBe(2);
  });

  it("stands by while its primary is away, and is not healthy then", async () => {
    const cluster = await Cluster.serving();
    const replica = await cluster.followingReplica();
    await cluster.primary.stop();
    await mustDocker("restart", replica.name);
    await until("it stands by", async () => (await health(replica)) === "not streaming from its primary");
    expect(await replica.log()).toContain(
      "standing by with the data that is here, the primary does not answer",
    );
    expect(await superuser(replica, "SELECT pg_is_in_recovery()")).toBe("t");
    await mustDocker("start", cluster.primary.name);
    await follows(replica);
    await superuser(replica, "SELECT pg_wal_replay_pause()");
    await until("it is paused", async () => (await health(replica)) === "replay is paused");
  });

  it("waits for its primary when it has no data, and stops at once then too", async () => {
    const cluster = await Cluster.serving();
    await cluster.primary.stop();
    const replica = await cluster.replica(await newVolume());
    await until("it waits", async () =>
      (await replica.log()).includes("clone-primary: waiting for the primary: "),
    );
    const { code, took } = await replica.stop();
    expect(code).toBe(130);
    expect(took).toBeLessThan(5_000);
    await mustDocker("start", cluster.primary.name);
    await mustDocker("start", replica.name);
    await follows(replica);
  });

  it("whose clone was killed is cloned anew", async () => {
    const cluster = await Cluster.serving();
    await superuser(
      cluster.primary,
      "CREATE TABLE big AS SELECT repeat(md5(n::text), 20) FROM generate_series(1, 200000) n",
    );
    const replica = await cluster.replica(await newVolume());
    await until(
      "the clone has begun",
      async () => (await replica.exec("test", "-e", `${pgdata}/.half-made/cluster/base`)).code === 0,
    );
    await mustDocker("kill", replica.name);
    expect(await replica.log()).not.toContain(whole);
    await mustDocker("start", replica.name);
    await follows(replica);
    expect(await replica.log()).toContain("clone-primary: an earlier clone was not whole: making it anew\n");
    expect(await superuser(replica, "SELECT count(*) FROM big")).toBe("200000");
  });

  it("is not joined by a second server on its data", async () => {
    const cluster = await Cluster.serving();
    const volume = await newVolume();
    await follows(await cluster.replica(volume));
    const second = await cluster.replica(volume);
    expect(await second.ended()).toBe(1);
    expect(await second.log()).toBe(`run-replica: another container runs on ${pgdata}\n`);
  });
});

describe("data from which the primary cannot be followed", () => {
  it("of another primary is kept, the newest, and the primary is cloned", async () => {
    const cluster = await Cluster.serving();
    const replica = await cluster.followingReplica();
    const systems = [await system(replica)];
    for (const _ of [1, 2]) {
      await replica.stop();
      await mustDocker("rm", "--force", "--volumes", cluster.primary.name);
      await cluster.newPrimary();
      await mustDocker("start", replica.name);
      await follows(replica);
      systems.push(await system(replica));
    }
    expect(systems[2]).toBe(await system(cluster.primary));
    expect(await folders(replica)).toEqual(["17", `17.of-${systems[1]}`]);
  });

  it("that was promoted is kept, and the primary is cloned", async () => {
    const cluster = await Cluster.serving();
    const replica = await cluster.followingReplica();
    await superuser(replica, "SELECT pg_promote()", "CREATE TABLE only_here ()");
    expect(await health(replica)).toBe("not in recovery: it was promoted");
    await mustDocker("restart", replica.name);
    await follows(replica);
    expect(await superuser(replica, "SELECT to_regclass('only_here') IS NULL")).toBe("t");
    expect(await folders(replica)).toEqual(["17", `17.of-${await system(replica)}`]);
  });

  it("whose slot was lost is replaced, with the slot", async () => {
    const cluster = await Cluster.serving(["max_slot_wal_keep_size = '16MB'"]);
    const replica = await cluster.followingReplica();
    await replica.stop();
    const status = "SELECT wal_status FROM pg_replication_slots WHERE slot_name = 'replica_1'";
    for (let n = 0; n < 4; n++)
      await superuser(
        cluster.primary,
        `CREATE TABLE t${n} AS SELECT 1 AS n`,
        "SELECT pg_switch_wal()",
        "CHECKPOINT",
      );
    expect(await superuser(cluster.primary, status)).toBe("lost");
    await mustDocker("start", replica.name);
    await follows(replica);
    expect(await superuser(cluster.primary, status)).toBe("reserved");
    expect(await superuser(replica, "SELECT n FROM t3")).toBe("1");
    expect(await folders(replica)).toEqual(["17"]);
  });
});

async function health(replica: Container): Promise<string> {
  const { code, stdout } = await replica.exec("replica-health.sh");
  expect(code === 0).toBe(stdout === "streaming\n");
  return stdout.trim();
}

function system(server: Container): Promise<string> {
  return superuser(server, "SELECT system_identifier FROM pg_control_system()");
}

async function folders(replica: Container): Promise<readonly string[]> {
  return (await replica.exec("ls", "/var/lib/postgresql/data")).stdout.trim().split("\n");
}
