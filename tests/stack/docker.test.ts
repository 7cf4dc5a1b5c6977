import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { able, needsServer } from "./needs-server.ts";

const count = "SELECT count(*) AS rows FROM commerce.orders";
const docker = (...args: string[]) =>
  execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
const named = (what: string, name: string) =>
  docker(what, "ls", ...(what === "container" ? ["--all"] : []), "--quiet", "--filter", `name=${name}`);

describe("a stack in Docker", () => {
  let checkout: Checkout;
  let name: string;

  beforeAll(async () => {
    if (!able("docker")) return;
    checkout = new Checkout();
    checkout.configure("dev", { server: "docker", demoData: "true" });
    await checkout.mustRun("up");
    name = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json")).name;
  });
  beforeEach(needsServer("docker"));
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  it("listens on the loopback interface alone", () => {
    const port = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json")).port;
    expect(docker("port", name)).toBe(`5432/tcp -> 127.0.0.1:${port}`);
  });

  it.each([
    ["killed", () => docker("kill", name), []],
    ["killed, with a refresh", () => docker("kill", name), ["--refresh"]],
    ["stopped", () => docker("stop", name), []],
    ["paused", () => docker("pause", name), []],
    ["restarted", () => docker("restart", name), []],
    ["removed", () => docker("rm", "--force", name), []],
    ["removed, with a refresh", () => docker("rm", "--force", name), ["--refresh"]],
    ["removed with its network", () => [docker("rm", "--force", name), docker("network", "rm", name)], []],
  ] as const)("comes back with every row after its container was %s", async (_how, strike, options) => {
    await checkout.query("UPDATE commerce.orders SET status = 'cancelled' WHERE id = 1", "mcp_app");
    strike();
    await checkout.mustRun("up", ...options);
    expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
    expect(await checkout.query("SELECT status FROM commerce.orders WHERE id = 1")).toEqual([
      { status: "cancelled" },
    ]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it.each([[[]], [["--refresh"]]])(
    "makes everything again when its volume was removed: up %s",
    async (options) => {
      docker("rm", "--force", name);
      docker("volume", "rm", name);
      await checkout.mustRun("up", ...options);
      expect(await checkout.query(count, "mcp_app")).toEqual([{ rows: "10000" }]);
      expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    },
  );

  it("keeps every row when its image is another one, and says what that lacks", async () => {
    const image = `pgstack-test/lean:${name.slice(-8)}`;
    const own = docker("container", "inspect", "--format", "{{.Image}}", name);
    execFileSync("docker", ["build", "--quiet", "--tag", image, "-"], {
      input: `FROM ${own}\nRUN rm -f /usr/share/postgresql/17/extension/hypopg*\n`,
    });
    try {
      checkout.configure("dev", { server: "docker", demoData: "true", image });
      const { stderr } = await checkout.mustRun("up");
      expect(stderr).toContain(`image ${image} lacks hypopg`);
      expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
      checkout.configure("dev", { server: "docker", demoData: "true" });
      await checkout.mustRun("up");
      expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
    } finally {
      docker("image", "rm", image);
    }
  });

  it("does not touch what an older version made, whose administrator was the superuser", async () => {
    const file = checkout.path(".pgstack/stacks/dev/server.json");
    const remembered = checkout.read(".pgstack/stacks/dev/server.json");
    const { cluster: _, ...older } = JSON.parse(remembered);
    writeFileSync(file, JSON.stringify(older));
    docker("stop", name);
    const state = () => docker("container", "inspect", "--format", "{{.Id}} {{.State.Status}}", name);
    const before = state();
    for (const verb of ["up", "preview"]) {
      const { code, stderr } = await checkout.pgstack(verb);
      expect({ code, error: stderr.slice(stderr.indexOf("error: ")) }).toEqual({
        code: 1,
        error:
          `error: docker volume ${name}: the server's data was made by an older version of pgstack, whose administrator is a superuser\n` +
          "  Dump what you need of it (pg_dump), then make it anew by `npx pgstack up --replace-data`, which deletes the data.\n",
      });
    }
    expect(state()).toBe(before);
    writeFileSync(file, remembered);
    await checkout.mustRun("up");
    expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
  });

  it("replaces the data when told to, and only then", async () => {
    checkout.configure("dev", { server: "docker", demoData: "true", adminUser: "root_admin" });
    const refused = await checkout.pgstack("up");
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'cannot change from "mcp_admin" to "root_admin" while the server holds data',
    );
    expect(refused.stderr).toContain("--replace-data");
    await checkout.mustRun("up", "--replace-data");
    expect(await checkout.query("SELECT current_user::text AS who", "root_admin")).toEqual([
      { who: "root_admin" },
    ]);
    expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("stands beside another stack and another checkout", async () => {
    const other = new Checkout();
    try {
      checkout.configure("second", { server: "docker" });
      other.configure("dev", { server: "docker" });
      await Promise.all([checkout.mustRun("up", "--stack", "second"), other.mustRun("up")]);
      const servers = [
        checkout.read(".pgstack/stacks/dev/server.json"),
        checkout.read(".pgstack/stacks/second/server.json"),
        other.read(".pgstack/stacks/dev/server.json"),
      ].map((text) => JSON.parse(text) as { name: string; port: number });
      expect(new Set(servers.map((server) => server.name)).size).toBe(3);
      expect(new Set(servers.map((server) => server.port)).size).toBe(3);
      expect(await checkout.query(count)).toEqual([{ rows: "10000" }]);
      expect(await other.query(count)).toEqual([{ rows: "0" }]);
    } finally {
      await checkout.mustRun("destroy", "--yes", "--stack", "second");
      await other[Symbol.asyncDispose]();
    }
  });

  it("keeps data whose state is gone, until told that it may go", async () => {
    rmSync(checkout.path(".pgstack"), { recursive: true });
    const { code, stderr } = await checkout.pgstack("up");
    expect(code).toBe(1);
    expect(stderr).toContain(
      "Docker has data of an earlier stack dev of this folder, whose state and passwords are gone",
    );
    expect(stderr).toContain("--replace-data");
    await checkout.mustRun("up", "--replace-data");
    expect(await checkout.query(count, "mcp_app")).toEqual([{ rows: "10000" }]);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
  });

  it("leaves no container, network or volume, also when its container was removed", async () => {
    docker("rm", "--force", name);
    const unasked = await checkout.pgstack("destroy");
    expect(unasked.code).toBe(1);
    expect(unasked.stderr).toContain("destroy deletes the data, and there is no terminal to ask at");
    expect(named("volume", name)).not.toBe("");
    await checkout.mustRun("destroy", "--yes");
    expect(["container", "network", "volume"].map((what) => named(what, name))).toEqual(["", "", ""]);
  });
});
