import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { UserError } from "../../../errors/user-error.ts";
import { findDaemon, isDaemon } from "../../../machine/docker/daemon.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { docker, label, mustDocker, needsDocker } from "../image/docker.ts";
import { type SocketServer, socketServer } from "./socket-server.ts";

let server: SocketServer;
beforeAll(async () => {
  if (hasPostgres)
    server = await socketServer(["log_statement = 'all'", "log_min_error_statement = 'error'"]);
});
afterAll(async () => server?.remove());

const failure = async (reference: SuperuserReference, sql = "SELECT 1"): Promise<Error> => {
  try {
    return new Error(`it gave ${await superuserScript(reference, sql)}`);
  } catch (error) {
    return error as Error;
  }
};

describe("the superuser by a socket", () => {
  beforeEach(needsPostgres);

  it("gives rows as JSON", async () => {
    const query =
      "SELECT 1 AS n, 'a\nb''\\c' AS text, NULL AS nothing UNION ALL SELECT 2, 'é', NULL ORDER BY 1";
    expect(await superuserRows(server.reference, query)).toEqual([
      { n: 1, text: "a\nb'\\c", nothing: null },
      { n: 2, text: "é", nothing: null },
    ]);
    expect(await superuserRows(server.reference, "SELECT WHERE false")).toEqual([]);
  });

  it("is rdsadmin, whose commits wait for no replica and whose statements are in no log", async () => {
    expect(
      await superuserRows(
        server.reference,
        "SELECT current_user, current_setting('synchronous_commit') AS commit, current_setting('log_statement') AS log",
      ),
    ).toEqual([{ current_user: "rdsadmin", commit: "local", log: "none" }]);
    await failure(server.reference, "SELECT 'S3cret' AS one; SELECT 'S3cret' FROM nothing");
    expect(server.log()).not.toContain("S3cret");
  });

  it("works in any database, whatever its name", async () => {
    const database = "it's = a \\ name host=x";
    await superuserScript(server.reference, `CREATE DATABASE "${database}"`);
    expect(await superuserScript(server.reference, "SELECT current_database()", { database })).toBe(database);
  });

  it("heeds nothing of the environment", async () => {
    const before = { ...process.env };
    onTestFinished(() => {
      process.env = before;
    });
    Object.assign(process.env, {
      PGHOST: "nowhere",
      PGPORT: "1",
      PGUSER: "x",
      PGOPTIONS: "-c x=y",
      PGDATABASE: "x",
      PGSERVICE: "x",
    });
    expect(await superuserScript(server.reference, "SELECT current_user")).toBe("rdsadmin");
  });

  it("stops at the first statement that fails, and names SQLSTATE and message but no statement", async () => {
    const sql =
      "CREATE TABLE public.before (); ALTER ROLE nobody PASSWORD 'S3cret'; CREATE TABLE public.after ()";
    const error = await failure(server.reference, sql);
    expect(error).toBeInstanceOf(SuperuserError);
    expect(error).toMatchObject({ code: "42704", message: 'role "nobody" does not exist' });
    const tables = "SELECT relname FROM pg_class WHERE relname IN ('before', 'after')";
    expect(await superuserRows(server.reference, tables)).toEqual([{ relname: "before" }]);
    expect(await failure(server.reference, "SELECT 'S3cret' FORM x WHERE")).toMatchObject({ code: "42601" });
    expect(JSON.stringify(await failure(server.reference, "SELECT 'S3cret' FROM x, y"))).not.toContain(
      "S3cret",
    );
  });

  it("ends when it is cancelled", async () => {
    const abort = new AbortController();
    const asked = superuserScript(server.reference, "SELECT pg_sleep(60)", { signal: abort.signal });
    const ended = expect(asked).rejects.toThrow(/abort/i);
    abort.abort();
    await ended;
  });

  it("says that there is no server, and no psql", async () => {
    const none = server.reference.replace(/\d+$/, "1") as SuperuserReference;
    expect(await failure(none)).toMatchObject({
      name: "UserError",
      message: expect.stringContaining("the server does not answer"),
    });
    const noPsql = server.reference.replace(/:[^|]+/, ":/nowhere") as SuperuserReference;
    expect(await failure(noPsql)).toMatchObject({
      name: "UserError",
      message: expect.stringContaining("there is no psql in /nowhere"),
    });
  });
});

describe("the superuser of a container", () => {
  beforeEach(needsDocker);

  it("says that the container is not there, does not run, has no psql, and that no daemon answers", async () => {
    const daemon = await findDaemon();
    if (!isDaemon(daemon)) throw new Error(daemon.problem);
    const name = `pgstack-test-${randomBytes(6).toString("hex")}`;
    const reference: SuperuserReference = `docker:${name}@${daemon.host}`;
    expect((await failure(reference)).message).toContain(`container ${name}: the container is not there`);
    onTestFinished(async () => {
      await docker("rm", "--force", name);
    });
    await mustDocker(
      "run",
      "--detach",
      "--name",
      name,
      "--label",
      label,
      "debian:trixie-slim",
      "sleep",
      "600",
    );
    expect((await failure(reference)).message).toContain(`container ${name}: there is no psql`);
    await mustDocker("pause", name);
    expect((await failure(reference)).message).toContain(`container ${name}: the container does not run`);
    await mustDocker("unpause", name);
    await mustDocker("kill", name);
    const stopped = await failure(reference);
    expect(UserError.isInstance(stopped)).toBe(true);
    expect(stopped.message).toContain(`container ${name}: the container does not run`);
    expect((await failure(`docker:${name}@unix:///nowhere.sock`)).message).toContain(
      "no Docker daemon answers",
    );
  });
});
