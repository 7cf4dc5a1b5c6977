import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { needsServer } from "../stack/needs-server.ts";
import { until } from "../stack/processes.ts";
import { diskFull, oldPassword, serverGone } from "../stack/under-load/failure-kinds.ts";
import type { Interruption } from "../stack/under-load/interruption.ts";
import { type Group, Load } from "../stack/under-load/load.ts";
import { LoadedStack } from "../stack/under-load/loaded-stack.ts";
import { mayMount, SmallDisk } from "../stack/under-load/small-disk.ts";

type Had = Readonly<Record<Group, Interruption>>;
const writers = ["pooled", "direct"] as const;
const all = [...writers, "reader", "visits", "visitsDirect"] as const;
const megabyte = 1024 ** 2;

/** The figures of docs/faults.md. */
describe("each fault of a stack in Docker, under the load of twenty clients and more", () => {
  let stack: LoadedStack;
  const container = (part = "") => `${stack.name}${part}`;
  const up = (...more: string[]) => stack.checkout.mustRun("up", ...more);
  const kill = (part: string) => async () => {
    await stack.docker("kill", container(part));
    await up();
  };

  beforeAll(async () => {
    stack = new LoadedStack();
    await stack.up();
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  /** Does it under load; nothing is lost, and nothing to be done after it. */
  async function under(what: string, fault: (load: Load) => Promise<unknown>): Promise<Had> {
    await using load = await stack.load();
    const had = await load.during(() => fault(load));
    report(what, had);
    expect(await load.lost()).toEqual({ primary: [], replica: [], missed: [] });
    expect(await stack.proposed()).toBe("");
    return had;
  }
  const expectKinds = (had: Had, groups: readonly Group[], kind: RegExp) => {
    for (const found of Load.kinds(had, ...groups)) expect(found).toMatch(kind);
  };

  it("the primary is killed", async () => {
    const had = await under("primary killed", kill(""));
    expect(Load.kinds(had, "reader")).toEqual([]);
    expectKinds(had, all, serverGone);
  });

  it("the primary's process is killed, and Docker starts it again", async () => {
    const had = await under("postmaster killed", async () => {
      const pid = await stack.docker("inspect", "--format", "{{.State.Pid}}", container());
      process.kill(Number(pid), "SIGKILL");
    });
    expect(Load.kinds(had, "reader")).toEqual([]);
    expectKinds(had, all, serverGone);
  });

  it("one backend is killed, and the server recovers by itself", async () => {
    const had = await under("backend killed", async () => {
      const kill = "kill -9 $(grep -l 'postgres: mcp_app' /proc/[0-9]*/cmdline | head -n 1 | cut -d/ -f3)";
      await stack.docker("exec", container(), "sh", "-c", kill);
    });
    expect(Load.kinds(had, "reader")).toEqual([]);
    expectKinds(had, all, serverGone);
  });

  it("the replica is killed", async () => {
    const had = await under("replica killed", kill("-replica-1"));
    expect(Load.kinds(had, ...writers, "visits", "visitsDirect")).toEqual([]);
    expectKinds(had, ["reader"], serverGone);
  });

  it("the replica is removed, with its volume", async () => {
    const had = await under("replica removed", async () => {
      await stack.docker("rm", "--force", container("-replica-1"));
      await stack.docker("volume", "rm", container("-replica-1"));
      await up();
    });
    expect(Load.kinds(had, ...writers)).toEqual([]);
    expectKinds(had, ["reader", "visits", "visitsDirect"], serverGone);
  });

  it("PgBouncer is killed", async () => {
    const had = await under("PgBouncer killed", kill("-pgbouncer"));
    expect(Load.kinds(had, "direct", "reader", "visitsDirect")).toEqual([]);
    expectKinds(had, ["pooled", "visits"], serverGone);
  });

  it("all three are killed at once", async () => {
    const had = await under("all killed", async () => {
      await stack.docker("kill", container(), container("-replica-1"), container("-pgbouncer"));
      await up();
    });
    expectKinds(had, all, serverGone);
  });

  it("certificates are renewed", async () => {
    const had = await under("certificates", () => stack.checkout.mustRun("rotate", "certificates"));
    expect(Load.kinds(had, ...all)).toEqual([]);
  });

  it("passwords are renewed", async () => {
    const had = await under("passwords", () => stack.checkout.mustRun("rotate", "passwords"));
    expect(Load.kinds(had, ...writers, "reader")).toEqual([]);
    expectKinds(had, ["visits", "visitsDirect"], oldPassword);
  });

  it("parameters change that are reloaded, and such as need a restart", async () => {
    stack.set({ storage: "10GB" });
    const reloaded = await under("dynamic parameter", () => up());
    expect(Load.kinds(reloaded, ...all)).toEqual([]);
    stack.set({ storage: "10GB", memory: "768MB" });
    const restarted = await under("static parameter", () => up());
    expectKinds(restarted, all, serverGone);
  });

  it("the disk is full, for rows and then for WAL", async (context) => {
    context.skip(!mayMount(), "needs to mount a file system");
    stack.set({ storage: "1GB" });
    using disk = new SmallDisk("700m");
    await stack.moveDataTo(disk.folder);
    const had = await under("disk full", async (load) => {
      load.ledger.bytes = 20_000;
      disk.fill(30 * megabyte);
      await until("doctor says so", async () =>
        /fail {2}Volumes' disk/.test((await stack.checkout.pgstack("doctor")).stdout),
      );
      await until(
        "changes fail",
        () => load.groups.pooled.some(({ failures }) => failures.length > 0),
        120_000,
      );
      load.ledger.bytes = 100;
      disk.free();
      await up();
    });
    expect(Load.kinds(had, "reader")).toEqual([]);
    expectKinds(had, all, diskFull);

    const stopped = await under("no room for WAL", async (load) => {
      disk.fill(0);
      const write =
        "SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000)) FROM generate_series(1, 500)";
      await stack.checkout.run("docker", [
        "exec",
        container(),
        "psql",
        "--username=rdsadmin",
        "--dbname=postgres",
        "--command",
        write,
      ]);
      const { code, stderr } = await stack.checkout.pgstack("up");
      expect({
        code,
        said: stderr.includes("There is no space left on the disk: make room, then run it again."),
      }).toEqual({ code: 1, said: true });
      expect(load.ledger.missed).toEqual([]);
      disk.free();
      await up();
    });
    expectKinds(stopped, writers, new RegExp(`${serverGone.source}|${diskFull.source}`));
    await stack.checkout.mustRun("destroy", "--yes");
  });
});

function report(what: string, had: Had): void {
  for (const [group, { clients, failing, first, longest, whole, kinds }] of Object.entries(had)) {
    const times = `first ${first ?? "-"}, longest ${longest}, whole ${whole}`;
    console.log(`${what} | ${group} | ${failing} of ${clients} fail | ${times} | ${JSON.stringify(kinds)}`);
  }
}
