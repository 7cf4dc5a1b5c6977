import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { processesOf } from "./processes.ts";

/** A configuration, the line it must be answered with, and nothing left behind. */
const cases: readonly (readonly [name: string, keys: Record<string, string>, line: string])[] = [
  ["an unknown key", { sever: "auto" }, "pgstack:sever  no such setting; did you mean pgstack:server?"],
  ["port 0", { port: "0" }, "pgstack:port: 0"],
  ["a port of the system's", { port: "80" }, "pgstack:port: 80"],
  ["a port beyond all", { port: "70000" }, "pgstack:port: 70000"],
  ["a port in words", { port: "abc" }, "pgstack:port: abc"],
  ["memory of apples", { memory: "4 apples" }, "pgstack:memory: 4 apples"],
  ["too little memory", { memory: "1MB" }, "pgstack:memory: 1MB"],
  ["more memory than there is", { memory: "2TB" }, "pgstack:memory: 2TB"],
  ["more memory than the embedded server takes", { memory: "3GB" }, "pgstack:memory: 3GB"],
  ["another vendor's server", { server: "oracle" }, "pgstack:server: oracle"],
  ["a server of production", { server: "rds" }, "pgstack:server: rds"],
  ["an image of no name", { image: "My Image" }, "pgstack:image: My Image"],
  ["programs on half a path", { postgresBin: "bin" }, "pgstack:postgresBin: bin"],
  ["a role of PostgreSQL's", { adminUser: "pg_admin" }, "pgstack:adminUser: pg_admin"],
  ["the superuser's name", { adminUser: "postgres" }, "pgstack:adminUser: postgres"],
  ["a role that is declared", { adminUser: "mcp_app" }, "pgstack:adminUser: mcp_app"],
  ["a quote in a name", { database: "'a\"b'" }, 'pgstack:database: a"b'],
  ["a space in a name", { database: "My DB" }, "pgstack:database: My DB"],
  ["a template's name", { database: "template1" }, "pgstack:database: template1"],
  ["a name that is too long", { database: "d".repeat(64) }, `pgstack:database: ${"d".repeat(39)}…`],
  [
    "more dimensions than an index bears",
    { embeddingDimensions: "3000" },
    "pgstack:embeddingDimensions: 3000",
  ],
  ["no demo data at all, and a scale", { demoScale: "0" }, "pgstack:demoScale: 0"],
  ["a maybe", { foreignKeyIndexes: "maybe" }, "pgstack:foreignKeyIndexes: maybe"],
  ["the root as data folder", { dataFolder: "/" }, "pgstack:dataFolder: /"],
  ["a file as data folder", { dataFolder: "package.json" }, "pgstack:dataFolder: package.json"],
  ["a data folder nobody can make", { dataFolder: "/proc/1/data" }, "pgstack:dataFolder: /proc/1/data"],
];

describe("a configuration that cannot be", () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const refused = async () => {
    const { code, stderr, stdout } = await checkout.pgstack("up");
    expect({ code, trace: /\n\s+at /.test(stderr), stdout }).toEqual({ code: 1, trace: false, stdout: "" });
    expect(processesOf(checkout.folder)).toEqual([]);
    expect(existsSync(checkout.path(".pgstack/data/dev"))).toBe(false);
    return stderr;
  };

  it.each(cases)("is refused before anything happens: %s", async (_name, keys, line) => {
    checkout.configure("dev", keys);
    expect(await refused()).toContain(line);
    expect(existsSync(checkout.path(".pgstack/stacks/dev/run"))).toBe(false);
  });

  it("is refused with every mistake at once", async () => {
    checkout.configure("dev", { sever: "auto", port: "80", database: "My DB" });
    const stderr = await refused();
    expect(stderr).toContain("error: Pulumi.dev.yaml: 3 settings need a change");
  });

  it("is refused when it is no YAML", async () => {
    writeFileSync(checkout.path("Pulumi.dev.yaml"), "config:\n  pgstack:port: [1,\n");
    expect(await refused()).toContain("Pulumi.dev.yaml");
  });

  it("names the stacks there are for one there is not", async () => {
    const { code, stderr } = await checkout.pgstack("up", "--stack", "dve");
    expect({ code, line: stderr.split("\n")[0] }).toEqual({
      code: 1,
      line: "error: Pulumi.dve.yaml: no such file: the stacks here are dev and prod",
    });
  });

  it("is refused for stack prod, before a CLI or an account is looked for", async () => {
    checkout.configure("prod", {
      server: "rds",
      instanceClass: "db.r7gg.large",
      replicas: "16",
      port: "5433",
    });
    const { code, stderr, stdout } = await checkout.pgstack("preview", "--stack", "prod");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toEqual([
      "error: Pulumi.prod.yaml: 3 settings need a change",
      "  pgstack:instanceClass: db.r7gg.large  no class of RDS for PostgreSQL; did you mean db.r7g.large?",
      "  pgstack:replicas: 16                  above 15; use a whole number from 0 to 15",
      "  pgstack:port: 5433                    for development only; remove it",
    ]);
    expect(existsSync(checkout.path(".pgstack/stacks/prod"))).toBe(false);
  });

  describe("on this machine", () => {
    let taken: Server;
    beforeAll(async () => {
      taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => new Promise((resolve) => taken.close(resolve)));

    it("is refused when the port is taken, and works with another", async () => {
      const { port } = taken.address() as AddressInfo;
      checkout.configure("dev", { port: String(port) });
      const stderr = await refused();
      expect(stderr).toContain(`${port} is taken by another program`);
      checkout.configure("dev", { port: "auto" });
      await checkout.mustRun("up");
    });
  });

  it("keeps a folder with somebody's files", async () => {
    await checkout.mustRun("destroy", "--yes");
    mkdirSync(checkout.path("mine/dev"), { recursive: true });
    writeFileSync(checkout.path("mine/dev/letter.txt"), "dear");
    checkout.configure("dev", { dataFolder: "mine" });
    const { code, stderr } = await checkout.pgstack("up");
    expect({ code, said: stderr.includes("mine/dev") }).toEqual({ code: 1, said: true });
    expect(checkout.read("mine/dev/letter.txt")).toBe("dear");
    checkout.configure("dev", {});
  });
});
