import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkPgvector } from "../../operations/doctor/checks/pgvector.ts";
import { Checkout } from "./checkout.ts";
import { able, needsServer, settingsFor } from "./needs-server.ts";
import { processesOf, until } from "./processes.ts";

const fingerprint =
  "SELECT count(*) AS rows, md5(string_agg(id::text || status, ',' ORDER BY id)) AS hash FROM commerce.orders";

describe("a stack on the native server that bad times come to", () => {
  let checkout: Checkout;
  let data: string;
  const postmaster = (folder = "dev") =>
    Number(readFileSync(join(data, folder, "postmaster.pid"), "utf8").split("\n")[0]);
  const configure = (more: Record<string, string> = {}) =>
    checkout.configure("dev", { ...settingsFor("native", data), demoData: "true", ...more });
  const withReplica = { replicas: "1", synchronousReplication: "true" };

  beforeAll(async () => {
    if (!able("native")) return;
    checkout = new Checkout();
    data = mkdtempSync(join(tmpdir(), "pgstack-data-"));
    chmodSync(data, 0o755);
    configure();
    await checkout.mustRun("up");
  });
  beforeEach(needsServer("native"));
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    rmSync(data ?? "", { recursive: true, force: true });
  });

  it("runs as an ordinary user", () => {
    expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
  });

  it("has an administrator with no more rights than RDS's, and says what it lacks", async () => {
    expect(
      await checkout.query(
        "SELECT current_user AS is, rolsuper, pg_has_role('rds_superuser', 'member') AS member FROM pg_roles WHERE rolname = current_user",
        "mcp_admin",
      ),
    ).toEqual([{ is: "mcp_admin", rolsuper: "f", member: "t" }]);
    const { server, tls } = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout);
    expect(tls).toBe("verify-full");
    expect(server.capabilities.superuser).toBe(false);
    expect(server.limits).toContain("the native server has no PgBouncer");
  });

  it("is told by doctor what is known to be wrong with its pgvector", async () => {
    const [row] = await checkout.query("SELECT extversion AS v FROM pg_extension WHERE extname = 'vector'");
    const findings = JSON.parse((await checkout.pgstack("doctor", "--json")).stdout);
    expect(findings.filter(({ name }: { name: string }) => name === "pgvector")).toEqual(
      checkPgvector(String(row?.v)),
    );
  });

  it.each([[[]], [["--refresh"]]])("comes back with every row after kill -9: up %s", async (options) => {
    const before = await checkout.query(fingerprint);
    process.kill(postmaster(), "SIGKILL");
    expect((await checkout.mustRun("up", ...options)).stderr).toMatch(
      /^ {2}~ server \(status\) +NativeServer +[\d.]+ s\n1 updated in /,
    );
    expect(await checkout.query(fingerprint)).toEqual(before);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("makes everything again when its data was deleted", async () => {
    const before = await checkout.query(fingerprint);
    process.kill(postmaster(), "SIGKILL");
    rmSync(join(data, "dev"), { recursive: true });
    await checkout.mustRun("up");
    expect(await checkout.query(fingerprint)).toEqual(before);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("has a synchronous replica, which comes back after kill -9, and rests and starts with the server", async () => {
    configure(withReplica);
    await checkout.mustRun("up");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    const { readers } = JSON.parse((await checkout.mustRun("outputs", "--json")).stdout);
    expect(readers).toEqual([
      { host: "127.0.0.1", port: expect.any(Number), name: "replica-1", synchronous: true },
    ]);
    const standbys = () =>
      checkout.query("SELECT application_name AS name, sync_state FROM pg_stat_replication", "mcp_admin");
    const streaming = [{ name: "replica-1", sync_state: "quorum" }];
    expect(await standbys()).toEqual(streaming);

    process.kill(postmaster("dev-replica-1"), "SIGKILL");
    await until("it has ended", async () => (await standbys()).length === 0);
    expect((await checkout.mustRun("up")).stderr).toMatch(
      /^ {2}~ server-replica-1 \(status\) +NativeReplica +[\d.]+ s\n1 updated in /,
    );
    expect(await standbys()).toEqual(streaming);

    await checkout.mustRun("stop");
    expect(processesOf(join(data, "dev"))).toEqual([]);
    await checkout.mustRun("start");
    await until("it streams", async () => (await standbys()).length === 1);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("rotates certificates under a session, and takes the replica away with its data", async () => {
    const before = postmaster();
    await checkout.mustRun("rotate", "certificates");
    expect(postmaster()).toBe(before);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    configure();
    await checkout.mustRun("up");
    expect(postmaster()).toBe(before);
    expect(readdirSync(data)).toEqual(["dev"]);
    expect(await checkout.query("SELECT slot_name FROM pg_replication_slots", "mcp_admin")).toEqual([]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("is destroyed while it is dead, and leaves nothing", async () => {
    configure(withReplica);
    await checkout.mustRun("up");
    process.kill(postmaster(), "SIGKILL");
    await checkout.mustRun("destroy", "--yes");
    await until("every process has ended", () => processesOf(join(data, "dev")).length === 0);
    expect(readdirSync(data)).toEqual([]);
  });
});
