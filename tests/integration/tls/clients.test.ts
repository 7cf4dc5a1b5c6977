import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { psqlLine } from "../../../cli/stack/psql-line.ts";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { ConnectionPool } from "../../../db/pool.ts";
import { withConnection } from "../../../db/with-connection.ts";
import { UserError } from "../../../errors/user-error.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { password, TlsServer, until } from "./tls-server.ts";

const run = promisify(execFile);
let server: TlsServer | undefined;

beforeAll(async () => {
  let without = false;
  needsPostgres({ skip: ((condition: boolean) => (without = condition)) as never });
  if (!without) server = await TlsServer.start();
});
beforeEach((context) => needsPostgres(context));
afterAll(() => server?.stop());

const tls = (): TlsServer => {
  if (server === undefined) throw new Error("needs a server");
  return server;
};
const version = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
const ask = (target: ConnectionTarget, sql = version) =>
  withConnection(target, "test", async (client) => (await client.query(sql)).rows);
/** What the user is told, without the address. */
async function refusal(target: ConnectionTarget): Promise<string> {
  const error = await ask(target).catch((failure: unknown) => failure);
  if (!UserError.isInstance(error)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  expect(error.where).toBe(`postgresql://app@${target.host}:${target.port}/postgres`);
  expect(error.message).not.toContain(password);
  return error.message.slice(`${error.where}: `.length);
}
const renew = "Run `npx pgstack up`: it renews the server's certificates.";

describe("pg", () => {
  it.each(["127.0.0.1", "localhost"])("verifies a server at %s", async (host) => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    expect(await ask({ ...tls().target, host })).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  it("refuses a server whose certificate is for another host", async () => {
    expect(await refusal({ ...tls().target, host: "127.0.0.2" })).toBe(
      "the server's certificate is not for 127.0.0.2 (it is for IP Address:127.0.0.1, DNS:localhost)\n" +
        `  Connect by a name it is for. ${renew}`,
    );
  });

  it("refuses an address that the certificate has no more, though it is for localhost", async () => {
    await tls().certify(["localhost"], "named");
    await tls().reload("named");
    const target = { ...tls().target, caFile: tls().file("named/ca.crt") };
    expect(await refusal(target)).toContain(
      "the server's certificate is not for 127.0.0.1 (it is for DNS:localhost)",
    );
    expect(await ask({ ...target, host: "localhost" })).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    await tls().reload();
  });

  it("refuses a server of another authority, and of one that is not known here", async () => {
    await tls().certify(["127.0.0.1"], "another");
    const caFile = tls().file("another/ca.crt");
    expect(await refusal({ ...tls().target, caFile })).toBe(
      `the server's certificate is not one of the CA file's, ${caFile}\n  Take the server's own CA file. ${renew}`,
    );
    const { caFile: _own, ...system } = tls().target;
    expect(await refusal(system)).toBe(
      `the server's certificate is of no authority that this machine trusts\n  ${renew}`,
    );
  });

  it("says when the CA file is missing", async () => {
    const caFile = tls().file("nowhere/ca.crt");
    expect(await refusal({ ...tls().target, caFile })).toBe(`the CA file ${caFile} is missing\n  ${renew}`);
  });

  it("refuses a certificate that has ended, and one that has not begun", async () => {
    const days = (number: number) => new Date(Date.now() + number * 24 * 60 * 60 * 1000);
    for (const [folder, begins, what] of [
      ["ended", days(-398), `the server's certificate has ended\n  ${renew}`],
      ["early", days(2), "the server's certificate is not valid yet\n  Set this machine's clock."],
    ] as const) {
      await tls().certify(["127.0.0.1"], folder, begins);
      await tls().reload(folder);
      expect(await refusal({ ...tls().target, caFile: tls().file(`${folder}/ca.crt`) })).toBe(what);
    }
    await tls().reload();
  });

  it("sends nothing to a server that does not encrypt", async () => {
    await tls().reload("tls", false);
    expect(await refusal(tls().target)).toBe(
      "the server does not encrypt connections, and nothing is sent to it in clear\n" +
        "  Run `npx pgstack up`: it sets TLS up again. If something else listens on this port, stop that.",
    );
    await tls().reload();
  });

  it("is refused without TLS", async () => {
    await expect(ask({ ...tls().target, tls: "disable" })).rejects.toThrow(
      'no pg_hba.conf entry for host "127.0.0.1", user "app", database "postgres", no encryption',
    );
  });

  it("reads the CA file at each connection of a pool", async () => {
    await tls().certify(["127.0.0.1"], "another");
    const caFile = tls().file("moving.crt");
    copyFileSync(tls().caFile, caFile);
    const pool = new ConnectionPool({ ...tls().target, caFile }, 1, "test");
    const lose = () => pool.use(async () => Promise.reject(new Error("lost"))).catch(() => undefined);
    await pool.use((client) => client.query("SELECT 1"));
    await lose();
    writeFileSync(caFile, readFileSync(tls().file("another/ca.crt")));
    await expect(pool.use(async () => "in")).rejects.toThrow("is not one of the CA file's");
    rmSync(caFile);
    await expect(pool.use(async () => "in")).rejects.toThrow(`the CA file ${caFile} is missing`);
    copyFileSync(tls().caFile, caFile);
    expect(await pool.use(async () => "in")).toBe("in");
    await pool.close();
  });
});

describe("a CancelRequest", () => {
  const sleep = "SELECT pg_sleep(60)";
  const sleeping = () =>
    tls().sql(`SELECT count(*) FROM pg_stat_activity WHERE query = '${sleep}' AND state = 'active'`);
  /** A pool that is at work, and what becomes of the work. */
  const atWork = async (caFile: string) => {
    const pool = new ConnectionPool({ ...tls().target, caFile }, 1, "test");
    const end = pool.use((client) => client.query(sleep)).catch((error: unknown) => error);
    await until(() => sleeping() === "1");
    return { pool, end };
  };

  it("reaches a server with TLS", async () => {
    const { pool, end } = await atWork(tls().caFile);
    await pool.cancelStatements();
    expect(await end).toMatchObject({ code: "57014" });
    await pool.close();
  });

  it("is not sent to a server that does not prove who it is", async () => {
    const caFile = tls().file("moving.crt");
    copyFileSync(tls().caFile, caFile);
    const { pool, end } = await atWork(caFile);
    await tls().certify(["127.0.0.1"], "another");
    copyFileSync(tls().file("another/ca.crt"), caFile);
    await pool.cancelStatements();
    expect(sleeping()).toBe("1");
    tls().sql(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = '${sleep}'`);
    expect(await end).toMatchObject({ code: "57014" });
    await pool.close();
  });
});

describe("psql", () => {
  /** The printed line, run by a shell in another folder. */
  const line = async (target: Partial<ConnectionTarget>, rest: readonly string[]) => {
    const passwordFile = tls().file("pgpass");
    writeFileSync(passwordFile, `*:*:*:app:${password}\n`, { mode: 0o600 });
    const { host, port, database, user, tls: mode, caFile } = { ...tls().target, ...target };
    const to = { host, port, database, user, tls: mode, passwordFile, ...(caFile && { caFile }) };
    const command = psqlLine(to, ["-XAtw", ...rest]).replace(
      " psql ",
      ` ${join(testPostgres().bin, "psql")} `,
    );
    return run("sh", ["-c", command], { cwd: tmpdir() }).then(
      ({ stdout }) => stdout.trim(),
      ({ stderr }) => String(stderr).trim(),
    );
  };

  it("verifies the server by the printed line", async () => {
    expect(await line({}, ["-c", version])).toBe("t|TLSv1.3");
  });

  it("finds a CA file with a blank and a quote in its name", async () => {
    const caFile = tls().file("it's a ca.crt");
    copyFileSync(tls().caFile, caFile);
    expect(await line({ caFile }, ["-c", "SELECT 1"])).toBe("1");
  });

  it("refuses another authority and another host", async () => {
    await tls().certify(["127.0.0.1"], "another");
    expect(await line({ caFile: tls().file("another/ca.crt") }, ["-c", "SELECT 1"])).toContain(
      "certificate verify failed",
    );
    expect(await line({ host: "127.0.0.2" }, ["-c", "SELECT 1"])).toContain(
      'server certificate for "127.0.0.1" (and 1 other name) does not match host name "127.0.0.2"',
    );
  });
});

describe("a login by certificate", () => {
  it("lets each role in with its own", async () => {
    expect(await tls().withCertificate("pgbouncer", "pgbouncer")).toBe("/CN=pgbouncer");
  });

  it("lets nobody in with another's, and nobody without", async () => {
    await expect(tls().withCertificate("pgbouncer", "replicator")).rejects.toThrow(
      'certificate authentication failed for user "pgbouncer"',
    );
    await expect(ask({ ...tls().target, user: "pgbouncer" })).rejects.toThrow(
      "connection requires a valid client certificate",
    );
  });

  it("copies a server for a replica, and no other role may", async () => {
    const copy = (user: string, name: string, folder: string) => {
      const file = (path: string) => tls().file(`tls/${path}`);
      const place = `host=127.0.0.1 port=${tls().port} user=${user} sslmode=verify-full sslrootcert=${tls().caFile}`;
      const proof = `sslcert=${file(`${name}.crt`)} sslkey=${file(`${name}.key`)}`;
      return run(join(testPostgres().bin, "pg_basebackup"), [
        "-d",
        `${place} ${proof}`,
        "-D",
        folder,
        "-c",
        "fast",
      ]);
    };
    await copy("rdsrepladmin", "replicator", tls().file("replica"));
    expect(existsSync(tls().file("replica/PG_VERSION"))).toBe(true);
    await expect(copy("rdsrepladmin", "pgbouncer", tls().file("no"))).rejects.toThrow(
      "certificate authentication failed",
    );
  });
});

describe("a rotation", () => {
  it("is no change for who has the CA file, before the server took it and after", async () => {
    await tls().certify(["127.0.0.1", "localhost"], "tls", new Date(), true);
    expect(await ask(tls().target)).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    await tls().reload();
    expect(await ask(tls().target)).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    expect(await tls().withCertificate("pgbouncer", "pgbouncer")).toBe("/CN=pgbouncer");
  });

  it("of an authority that ends is seen by nobody: old and new CA files hold for old and new servers", async () => {
    const hosts = ["127.0.0.1", "localhost"];
    const eras = new Date(Date.now() - 3300 * 24 * 60 * 60 * 1000);
    await tls().certify(hosts, "era", eras);
    // As renewals in between left it: certificates of today, an authority with less than a year.
    const old = tls().file("old-ca.crt");
    copyFileSync(tls().file("era/ca.crt"), old);
    await tls().certify(hosts, "era");
    await tls().reload("era");
    expect(readFileSync(tls().file("era/ca.crt"), "utf8")).toContain(readFileSync(old, "utf8").trim());
    for (const caFile of [old, tls().file("era/ca.crt")])
      expect(await ask({ ...tls().target, caFile })).toEqual([{ ssl: true, version: "TLSv1.3" }]);
    await tls().reload();
  });

  it("of an authority whose key was lost is refused by the old CA file, and the new one holds for both", async () => {
    const hosts = ["127.0.0.1", "localhost"];
    await tls().certify(hosts, "lost");
    await tls().reload("lost");
    const [before, now] = [tls().file("before-ca.crt"), tls().file("lost/ca.crt")];
    copyFileSync(now, before);
    rmSync(tls().file("lost/ca.key"));
    await tls().certify(hosts, "lost");
    const may = (caFile: string) =>
      ask({ ...tls().target, caFile }, "SELECT 1 AS one").then(
        () => "verified",
        (error: UserError) => error.message.split("\n")[0]?.split(": ").at(-1),
      );
    expect([await may(before), await may(now)]).toEqual(["verified", "verified"]);
    await tls().reload("lost");
    expect([await may(before), await may(now)]).toEqual([
      `the server's certificate is not one of the CA file's, ${before}`,
      "verified",
    ]);
    await tls().reload();
  });
});
