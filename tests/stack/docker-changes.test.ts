import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DockerStack, fingerprint } from "./docker-stack.ts";
import { able, needsServer } from "./needs-server.ts";

const started = "SELECT pg_postmaster_start_time()";

describe("a living stack in Docker", () => {
  let stack: DockerStack;
  let before: unknown;

  const setting = (name: string, part?: string) => stack.asSuperuser(`SHOW ${name}`, part);
  /** Nothing is to be done any more, no parameter waits for a restart, and every row is there. */
  const isWhole = async () => {
    expect((await stack.up("--refresh"))[0]).toBe("nothing changed");
    expect(stack.asSuperuser("SELECT count(*) FROM pg_settings WHERE pending_restart")).toBe("0");
    expect(await stack.checkout.query(fingerprint)).toEqual(before);
  };

  beforeAll(async () => {
    if (!able("docker")) return;
    stack = new DockerStack();
    stack.configure();
    await stack.up();
    before = await stack.checkout.query(fingerprint);
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  it("reloads parameters that can be, and keeps the server running", async () => {
    const [id, since, wal] = [
      stack.inspect("primary", "{{.Id}}"),
      stack.asSuperuser(started),
      setting("max_wal_size"),
    ];
    stack.configure({ storage: "4GB" });
    expect((await stack.up()).filter((line) => /^ {2}[~+±-]|updated/.test(line))).toEqual([
      expect.stringMatching(
        /^ {2}~ server-configuration \(dynamicParameters, status\) +PostgresConfiguration$/,
      ),
      "1 updated",
    ]);
    expect(setting("max_wal_size")).not.toBe(wal);
    expect([stack.inspect("primary", "{{.Id}}"), stack.asSuperuser(started)]).toEqual([id, since]);
    stack.configure();
    await stack.up();
    expect(setting("max_wal_size")).toBe(wal);
    await isWhole();
  });

  it("restarts for parameters that need it, and changes the memory's limit in place", async () => {
    const [id, since, buffers] = [
      stack.inspect("primary", "{{.Id}}"),
      stack.asSuperuser(started),
      setting("shared_buffers"),
    ];
    stack.configure({ memory: "1GB" });
    await stack.up();
    expect(stack.inspect("primary", "{{.Id}} {{.HostConfig.Memory}}")).toBe(`${id} ${1024 ** 3}`);
    expect(stack.asSuperuser(started)).not.toBe(since);
    expect(setting("shared_buffers")).not.toBe(buffers);
    await isWhole();
    stack.configure();
    await stack.up();
    expect(stack.inspect("primary", "{{.Id}} {{.HostConfig.Memory}}")).toBe(`${id} ${512 * 1024 ** 2}`);
    expect(setting("shared_buffers")).toBe(buffers);
    await isWhole();
  });

  it("gets a replica and PgBouncer, and loses them, without a pause and with nothing left", async () => {
    const alone = stack.things();
    const [id, since] = [stack.inspect("primary", "{{.Id}}"), stack.asSuperuser(started)];
    stack.configure({ replicas: "1", pgbouncer: "true" });
    await stack.up();
    const { ports } = stack.remembered;
    expect(stack.things()).toEqual({
      container: ["", "-pgbouncer", "-replica-1"],
      volume: ["", "-config", "-replica-1"],
      network: [""],
    });
    expect((await stack.outputs()).port).toBe(ports.pgbouncer);
    expect(stack.asSuperuser("SELECT count(*) FROM commerce.orders", "replica-1")).toBe("10000");
    await isWhole();
    stack.configure();
    await stack.up();
    expect(stack.things()).toEqual(alone);
    expect(stack.asSuperuser("SELECT count(*) FROM pg_replication_slots")).toBe("0");
    expect(await stack.outputs()).toMatchObject({ port: stack.remembered.port, readers: [] });
    expect([stack.inspect("primary", "{{.Id}}"), stack.asSuperuser(started)]).toEqual([id, since]);
    await isWhole();
    // The same ports, should they come back: who wrote them down is not wrong then.
    expect(stack.remembered.ports).toEqual(ports);
  });
});
