import { connect as connectTcp } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { connected, DockerStack } from "./docker-stack.ts";
import { able, needsServer } from "./needs-server.ts";

describe("a stack in Docker, encrypted", () => {
  let stack: DockerStack;
  let outputs: StackOutputs;

  /** The same login at another of the stack's addresses. */
  const at = (role: string, port: number) => {
    const url = new URL(outputs.urls[role] ?? "");
    url.port = String(port);
    return url.href;
  };
  const refusal = (config: pg.ClientConfig) =>
    new pg.Client(config).connect().then(
      () => "let in",
      (error: { code?: string; message: string }) => ({ code: error.code, message: error.message }),
    );

  beforeAll(async () => {
    if (!able("docker")) return;
    stack = new DockerStack();
    stack.configure({ replicas: "1", pgbouncer: "true" });
    await stack.up();
    outputs = await stack.outputs();
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  it("lets every URL of its outputs in, verified, and every reader", async () => {
    for (const [role, url] of Object.entries(outputs.urls)) {
      expect(new URL(url).searchParams.get("sslmode")).toBe("verify-full");
      const client = await connected(url);
      expect((await client.query("SELECT current_user::text AS who")).rows).toEqual([{ who: role }]);
      await client.end();
    }
    const ports = [outputs.direct.port, ...outputs.readers.map(({ port }) => port)];
    for (const port of ports) {
      const client = await connected(at("mcp_app", port));
      const { rows } = await client.query(
        "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
      );
      await client.end();
      expect(rows).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    }
  });

  it("refuses a connection that is not encrypted, in RDS's words and with its code", async () => {
    const password = new URL(outputs.urls.mcp_app ?? "").password;
    const plain = { host: "127.0.0.1", user: "mcp_app", password, database: outputs.database, ssl: false };
    for (const port of [outputs.direct.port, ...outputs.readers.map((reader) => reader.port)]) {
      expect(await refusal({ ...plain, port })).toEqual({
        code: "28000",
        message: expect.stringMatching(
          /^no pg_hba\.conf entry for host "[\d.]+", user "mcp_app", database "mcp_db", no encryption$/,
        ),
      });
    }
    expect(await refusal({ ...plain, port: outputs.port })).toEqual({
      code: "08P01",
      message: "SSL required",
    });
  });

  it("lets the superuser in from nowhere but its container", async () => {
    for (const port of [outputs.direct.port, ...outputs.readers.map((reader) => reader.port)]) {
      const url = new URL(at("mcp_app", port));
      url.username = "rdsadmin";
      expect(await refusal({ connectionString: url.href })).toMatchObject({
        code: "28000",
        message: expect.stringMatching(/^pg_hba\.conf rejects connection for host "[\d.]+", user "rdsadmin"/),
      });
    }
    expect(stack.asSuperuser("SELECT current_setting('is_superuser')")).toBe("on");
  });

  it("renews certificates under open sessions, which go on, and shows the new ones to the next", async () => {
    const ports = [outputs.direct.port, outputs.port, ...outputs.readers.map(({ port }) => port)];
    const before = await Promise.all(ports.map(certificateAt));
    const sessions = await Promise.all(ports.map((port) => connected(at("mcp_app", port))));
    const pids = await Promise.all(sessions.slice(0, 1).map(pidOf));
    await stack.checkout.mustRun("rotate", "certificates");
    // The postmaster reads files again in its own time.
    const after = await Promise.all(
      ports.map((port, index) => anotherCertificateAt(port, before[index] ?? "")),
    );
    expect(new Set(after).size).toBe(1);
    expect(await Promise.all(sessions.slice(0, 1).map(pidOf))).toEqual(pids);
    for (const session of sessions) {
      expect((await session.query("SELECT count(*)::int AS n FROM commerce.orders")).rows).toEqual([
        { n: 10_000 },
      ]);
      await session.end();
    }
    for (const port of ports) await (await connected(at("mcp_app", port))).end();
    expect(stack.asSuperuser("SELECT state FROM pg_stat_replication")).toBe("streaming");
    expect((await stack.up())[0]).toBe("nothing changed");
  });

  it("renews passwords under open sessions, which go on, and lets nobody in by the old ones", async () => {
    const old = outputs;
    const oldAdmin = stack.adminPassword();
    const ports = [old.direct.port, old.port];
    const sessions = await Promise.all(ports.map((port) => connected(at("mcp_app", port))));
    await stack.checkout.mustRun("rotate", "passwords");
    for (const session of sessions) {
      expect((await session.query("SELECT count(*)::int AS n FROM commerce.orders")).rows).toEqual([
        { n: 10_000 },
      ]);
      await session.end();
    }
    for (const role of Object.keys(old.urls)) {
      const url = new URL(at(role, old.direct.port));
      expect(await refusal({ connectionString: url.href })).toMatchObject({ code: "28P01" });
    }
    const admin = new URL(at("mcp_app", old.direct.port));
    [admin.username, admin.password] = ["mcp_admin", oldAdmin];
    expect(await refusal({ connectionString: admin.href })).toMatchObject({ code: "28P01" });
    expect(await refusal({ connectionString: at("mcp_app", old.port) })).not.toBe("let in");
    outputs = await stack.outputs();
    for (const url of Object.values(outputs.urls)) await (await connected(url)).end();
    expect((await stack.up("--refresh"))[0]).toBe("nothing changed");
  });
});

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid ?? 0;
}

/** The SHA-256 of the certificate that a server shows. */
function certificateAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const tcp = connectTcp({ host: "127.0.0.1", port });
    tcp.once("error", reject);
    tcp.once("connect", () => tcp.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])));
    tcp.once("data", () => {
      const tls: TLSSocket = connectTls({ socket: tcp, rejectUnauthorized: false }, () => {
        resolve(tls.getPeerCertificate().fingerprint256);
        tls.destroy();
      });
      tls.once("error", reject);
    });
  });
}

/** The one it shows once it is not the one that was. */
async function anotherCertificateAt(port: number, before: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const now = await certificateAt(port);
    if (now !== before) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`port ${port} shows the old certificate still`);
}
