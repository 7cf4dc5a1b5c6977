import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serverInDocker } from "../../operations/docker/upgrade/server-in-docker.ts";
import { planUpgrade } from "../../operations/docker/upgrade/upgrade-plan.ts";
import { upgradeServer } from "../../operations/docker/upgrade/upgrade-server.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import { Checkout } from "./checkout.ts";
import { able, needsServer } from "./needs-server.ts";

const docker = (...args: string[]) =>
  execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

const orders = "SELECT count(*) AS rows, sum(id) AS sum FROM commerce.orders";
const keys = { server: "docker", demoData: "true", replicas: "1", pgbouncer: "true" };

describe("a stack in Docker whose data is upgraded", () => {
  let checkout: Checkout;
  const remembered = (): RememberedServer => JSON.parse(checkout.read(".pgstack/stacks/dev/server.json"));

  beforeAll(async () => {
    if (!able("docker")) return;
    checkout = new Checkout();
    checkout.configure("dev", keys);
    await checkout.mustRun("up");
  });
  beforeEach(needsServer("docker"));
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  /** With one image there is one version: its copy into another cluster is the upgrade without the difference. */
  async function upgrade(): Promise<void> {
    const found = serverInDocker({ stack: "dev", replicas: 1, pgbouncer: true }, checkout.folder);
    const plan = await planUpgrade(found, found.remembered.imageId ?? "", { sameMajor: true });
    await upgradeServer(found, plan, {
      imageName: "own",
      jobs: 2,
      memory: 256 * 1024 ** 2,
      root: checkout.folder,
      signal: new AbortController().signal,
      tell: () => undefined,
    });
  }

  /** The container is made again on the other data, and everything declared is found there. */
  async function isWhole(rows: Record<string, string | null>[]): Promise<void> {
    expect(await checkout.query(orders)).toEqual(rows);
    expect(await checkout.query(orders, "mcp_app")).toEqual(rows);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  }

  it("has nothing to upgrade while the image is of the same version", async () => {
    expect(remembered()).toMatchObject({
      cluster: "17",
      image: "own",
      imageId: docker("inspect", "--format", "{{.Image}}", remembered().name ?? ""),
    });
    expect(await checkout.pgstack("upgrade", "--yes")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: pgstack:image: the data is PostgreSQL 17's, and so is the image: there is nothing to upgrade\n" +
        "  Set it to an image of a newer PostgreSQL first; a newer minor version needs no more than `npx pgstack up`.\n",
    });
    for (const verb of ["--undo", "--finish"])
      expect((await checkout.pgstack("upgrade", verb, "--yes")).stderr).toBe(
        `error: docker volume ${remembered().name}: there is no upgrade to go back from: no other data is kept\n`,
      );
  });

  it("goes on with every row on the new data, goes back, and forward again", async () => {
    const rows = await checkout.query(orders);
    await upgrade();
    expect(remembered()).toMatchObject({ cluster: "17-2", previousCluster: { cluster: "17" } });
    await checkout.mustRun("up");
    await isWhole(rows);
    await checkout.query("DELETE FROM commerce.order_items WHERE order_id = 1", "mcp_app");
    await checkout.query("DELETE FROM commerce.orders WHERE id = 1", "mcp_app");
    const less = await checkout.query(orders, "mcp_app");
    expect(less).not.toEqual(rows);

    const asked = await checkout.pgstack("upgrade", "--undo");
    expect({ code: asked.code, stderr: asked.stderr }).toEqual({
      code: 1,
      stderr: "error: stack dev: there is no terminal to ask at\n  Say so with --yes.\n",
    });
    expect((await checkout.mustRun("upgrade", "--undo", "--yes")).stdout).toMatch(
      /^the server has the data of PostgreSQL 17 again, as it was at /,
    );
    await checkout.mustRun("up");
    await isWhole(rows);

    await checkout.mustRun("upgrade", "--undo", "--yes", "--json");
    await checkout.mustRun("up");
    await isWhole(less);
    expect(JSON.parse((await checkout.mustRun("upgrade", "--finish", "--yes", "--json")).stdout)).toEqual({
      deleted: 17,
    });
    const { name = "", imageId = "" } = remembered();
    for (const volume of [name, `${name}-replica-1`])
      expect(
        docker("run", "--rm", "--volume", `${volume}:/data`, "--entrypoint", "ls", imageId, "/data"),
      ).toBe("17-2");
    await isWhole(less);
  });

  it("refuses another version's image before anything is touched, in preview and up", async () => {
    const { name = "", imageId = "" } = remembered();
    const newer = "pgstack-test/newer:18";
    execFileSync("docker", ["build", "--quiet", "--tag", newer, "-"], {
      // Says that it is 18, and has 17's extensions where 18's would be.
      input: `FROM ${imageId}\nENV PG_MAJOR=18\nRUN ln -s 17 /usr/share/postgresql/18\n`,
      stdio: ["pipe", "ignore", "ignore"],
    });
    const container = docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", name);
    checkout.configure("dev", { ...keys, image: newer, replicas: "0", pgbouncer: "false" });
    try {
      for (const verb of ["preview", "up"]) {
        const { code, stderr } = await checkout.pgstack(verb);
        expect(code).toBe(1);
        expect(stderr).toContain(
          `error: pgstack:image: ${newer}: the data is PostgreSQL 17's, and the image is PostgreSQL 18: that takes an upgrade\n  Run \`npx pgstack upgrade\``,
        );
      }
      const { stdout } = await checkout.mustRun("upgrade", "--check", "--json");
      expect(JSON.parse(stdout)).toEqual({ from: 17, to: 18 });
      expect(docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", name)).toBe(container);
    } finally {
      checkout.configure("dev", keys);
      docker("rmi", "--force", newer);
    }
  });
});
