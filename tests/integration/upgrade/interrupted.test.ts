import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildImage, buildTime, docker, image, mustDocker, needsDocker, until } from "../image/docker.ts";
import { runUpgrade } from "./run-upgrade.ts";
import { StackByHand } from "./stack-by-hand.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

/** Where it is killed: nothing there yet, an empty cluster, half of the rows, all of them and the last second. */
const killedAt = [
  "starting the old server, PostgreSQL 17",
  "making a new cluster of PostgreSQL 17",
  "restoring database shop",
  "writing all of it to disk",
];
/** Where it is stopped by Ctrl-C. */
const stoppedAt = [
  "starting the old server, PostgreSQL 17",
  "dumping database shop",
  "comparing every row of database shop",
];

const content =
  "CREATE TABLE t AS SELECT g AS n, md5(g::text) AS h FROM generate_series(1, 20000) AS g; CREATE INDEX ON t (h);";
const digest = "SELECT count(*), md5(string_agg(h, '' ORDER BY n)) FROM t";

async function filled(): Promise<{ stack: StackByHand; expected: string }> {
  const stack = await StackByHand.create(image, 17);
  await stack.sql("CREATE DATABASE shop");
  await stack.sql(content, "shop");
  return { stack, expected: await stack.sql(digest, "shop") };
}

const upgradeContainers = ({ name }: StackByHand) =>
  mustDocker("ps", "--all", "--quiet", "--filter", `label=pgstack.upgrade=${name}`);
const volumes = ({ name }: StackByHand) => mustDocker("volume", "ls", "--quiet", "--filter", `name=${name}`);

describe("an upgrade", () => {
  it("killed at any step leaves nobody on the data, and the next one works", {
    timeout: 600_000,
  }, async () => {
    const { stack, expected } = await filled();
    const before = stack.remembered;
    for (const step of killedAt) {
      const program = join(import.meta.dirname, "upgrade-process.ts");
      const child = spawn(process.execPath, [program, stack.stack, stack.root, image]);
      let said = "";
      for await (const chunk of child.stdout) {
        said += chunk;
        if (said.includes(step)) child.kill("SIGKILL");
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      expect({ step, signal: child.signalCode }).toEqual({ step, signal: "SIGKILL" });
      expect(stack.remembered).toEqual({ ...before, unfinishedCluster: "17-2" });
      await until(`${step}: its servers have ended`, async () => (await upgradeContainers(stack)) === "");
      await mustDocker("start", stack.name);
      await stack.serves();
      expect({ step, data: await stack.sql(digest, "shop") }).toEqual({ step, data: expected });
    }
    await runUpgrade(stack, image);
    expect(stack.remembered).toMatchObject({ cluster: "17-2", previousCluster: { cluster: "17" } });
    expect(stack.remembered.unfinishedCluster).toBe(undefined);
    expect(await stack.folders()).toEqual(["17", "17-2"]);
    expect(await volumes(stack)).toBe(stack.name);
    await stack.up(image);
    expect(await stack.sql(digest, "shop")).toBe(expected);
  });

  it("stopped in order at any step has the server run as it was", { timeout: 600_000 }, async () => {
    const { stack, expected } = await filled();
    const before = stack.remembered;
    const container = await mustDocker("inspect", "--format", "{{.Id}}", stack.name);
    for (const step of stoppedAt) {
      const ending = new AbortController();
      const tell = (text: string) => void (text === step && ending.abort());
      await expect(runUpgrade(stack, image, { signal: ending.signal, tell })).rejects.toThrow(
        /^the upgrade was stopped; the server is as it was$/,
      );
      await stack.serves();
      expect({ step, data: await stack.sql(digest, "shop") }).toEqual({ step, data: expected });
      expect(stack.remembered).toEqual(before);
      expect(await mustDocker("inspect", "--format", "{{.Id}}", stack.name)).toBe(container);
      expect(await stack.folders()).toEqual(["17"]);
      expect(await upgradeContainers(stack)).toBe("");
      expect(await volumes(stack)).toBe(stack.name);
    }
  });

  it("takes the data of a server that was killed, and leaves its limits as they were", {
    timeout: 300_000,
  }, async () => {
    const { stack, expected } = await filled();
    const control = () =>
      mustDocker(
        ...["run", "--rm", "--volume", `${stack.name}:/data`, "--entrypoint", "sh", image],
        ...["-c", "pg_controldata /data/17 | grep ' setting:'"],
      );
    await docker("kill", stack.name);
    const before = await control();
    await runUpgrade(stack, image);
    // What its replicas would hear of, if it were gone back to.
    expect(await control()).toBe(before);
    await stack.up(image);
    expect(await stack.sql(digest, "shop")).toBe(expected);
  });

  it("waits for no server that another container runs on the data", { timeout: 300_000 }, async () => {
    const { stack } = await filled();
    const data = [
      "--volume",
      `${stack.name}:/var/lib/postgresql/data`,
      "--env",
      "PGDATA=/var/lib/postgresql/data/17",
    ];
    await docker("stop", stack.name);
    const other = `${stack.name}-other`;
    await mustDocker(
      "run",
      "--detach",
      "--name",
      other,
      "--label",
      `pgstack.name=${stack.name}`,
      ...data,
      image,
    );
    await until(
      "another one serves",
      async () => (await docker("exec", other, "pg_isready", "--quiet")).code === 0,
    );
    await expect(runUpgrade(stack, image)).rejects.toThrow(
      "a server for the upgrade ended at once: FATAL: another container runs on /var/lib/postgresql/data/17",
    );
    expect((await docker("exec", other, "pg_isready", "--quiet")).code).toBe(0);
  });
});
