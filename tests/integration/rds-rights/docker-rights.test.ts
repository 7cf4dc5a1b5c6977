import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { formatSuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { findDaemon, isDaemon } from "../../../machine/docker/daemon.ts";
import {
  buildImage,
  buildTime,
  docker,
  image,
  label,
  mustDocker,
  needsDocker,
  until,
} from "../image/docker.ts";
import { documented } from "./documented.ts";
import { admin, outcomeOf, prepare, type RightsServer } from "./outcomes.ts";
import { statementGroups } from "./statements.ts";

const name = `pgstack-rights-${randomBytes(6).toString("hex")}`;
const libraries = "shared_preload_libraries=pg_stat_statements,pg_cron,pgaudit,auto_explain";

let server: RightsServer;
const daemon = await findDaemon();
beforeEach(needsDocker);
beforeAll(async () => {
  if (!isDaemon(daemon)) return;
  await buildImage();
  // A checkpoint of a busy machine's disk may take minutes, and nothing here has to outlive the server.
  const quick = ["-c", "fsync=off"];
  const settings = [
    ...quick,
    "-c",
    libraries,
    "-c",
    "cron.database_name=postgres",
    "-c",
    "log_statement=ddl",
  ];
  const environment = ["--env", "POSTGRES_USER=rdsadmin", "--env", "POSTGRES_DB=postgres"];
  const fixed = ["--detach", "--name", name, "--label", label, "--publish", "127.0.0.1::5432"];
  const secret = ["--env", `POSTGRES_PASSWORD=${randomBytes(9).toString("hex")}`];
  await mustDocker("run", ...fixed, ...environment, ...secret, image, "postgres", ...settings);
  await until(
    `${name} serves`,
    async () => (await docker("exec", name, "pg_isready", "-h", "127.0.0.1")).code === 0,
  );
  const port = Number((await mustDocker("port", name, "5432/tcp")).split(":").at(-1));
  server = {
    reference: formatSuperuserReference({ kind: "docker", container: name, host: daemon.host }),
    connect: async (as) => {
      const client = new pg.Client({
        host: "127.0.0.1",
        port,
        database: "postgres",
        connectionTimeoutMillis: 30_000,
        query_timeout: 30_000,
        ...as,
      });
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
  };
  await prepare(server);
}, buildTime);
afterAll(async () => {
  if (isDaemon(daemon)) await docker("rm", "--force", "--volumes", name);
});

describe.each(statementGroups)("the administrator of the image's server, $name", ({ statements }) => {
  it.each(statements)("$sql: $outcome ($because)", async (statement) => {
    const { outcome, rows } = await outcomeOf(server, statement);
    expect(outcome).toBe(statement.outcome);
    if (statement.rows) expect(rows).toEqual(statement.rows);
  });
});

describe("the administrator of the image's server", () => {
  it("is held against 30 documented statements and more, of 20 pages", () => {
    expect(documented.length).toBeGreaterThanOrEqual(30);
    expect(new Set(documented.map(({ page }) => page.address)).size).toBeGreaterThanOrEqual(20);
  });

  it("leaves no password and no verifier in the log", async () => {
    const { stdout, stderr } = await docker("logs", name);
    expect(stdout + stderr).toContain("CREATE ROLE app");
    expect(stdout + stderr).not.toMatch(/SCRAM-SHA-256\$|of-the-test|of-the-mapping|of-the-administrator/);
  });

  it("can be logged in as by its password", async () => {
    const client = await server.connect(admin);
    const { rows } = await client.query("SELECT current_user::text AS name");
    expect(rows).toEqual([{ name: "mcp_admin" }]);
    await client.end();
  });
});
