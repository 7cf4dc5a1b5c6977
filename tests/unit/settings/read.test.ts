import { describe, expect, it } from "vitest";
import { developmentKeys, keys } from "../../../settings/keys/keys.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";
import { readSettings } from "../../../settings/read.ts";
import { messageOf } from "./message-of.ts";

const defaults = {
  stack: "dev",
  environment: "dev",
  server: "auto",
  image: "own",
  postgresBin: "auto",
  port: "auto",
  dataFolder: ".pgstack/data",
  memory: 536_870_912,
  cpus: "auto",
  storage: 21_474_836_480,
  profile: "laptop",
  replicas: 0,
  synchronousReplication: false,
  pgbouncer: false,
  logRetention: 7,
  guardrails: true,
  database: "mcp_db",
  adminUser: "mcp_admin",
  embeddingDimensions: 384,
  indexBuilds: 2,
  foreignKeyIndexes: false,
  demoData: undefined,
};

describe("readSettings", () => {
  it("has a default for every key", () => {
    expect(readSettings("dev", {})).toEqual(defaults);
  });

  it("takes a key that is undefined for one that is not there, an unknown one too", () => {
    expect(readSettings("dev", { port: undefined, sever: undefined })).toEqual(defaults);
  });

  it("reads every key", () => {
    const raw = {
      server: "docker",
      image: "pgvector/pgvector:pg17",
      postgresBin: "/usr/lib/postgresql/18/bin",
      port: "5433",
      dataFolder: "data",
      memory: "1GiB",
      cpus: "2",
      storage: "100GB",
      profile: "vector",
      replicas: "2",
      synchronousReplication: "true",
      pgbouncer: "true",
      logRetention: "60",
      guardrails: "false",
      database: "shop_2",
      adminUser: "boss",
      embeddingDimensions: "1536",
      indexBuilds: "4",
      foreignKeyIndexes: "true",
      demoData: "true",
      demoScale: "10",
      demoSeed: "7",
    };
    expect(readSettings("dev-anna", raw)).toEqual({
      stack: "dev-anna",
      environment: "dev",
      server: "docker",
      image: "pgvector/pgvector:pg17",
      postgresBin: "/usr/lib/postgresql/18/bin",
      port: 5433,
      dataFolder: "data",
      memory: 1_073_741_824,
      cpus: 2,
      storage: 107_374_182_400,
      profile: "vector",
      replicas: 2,
      synchronousReplication: true,
      pgbouncer: true,
      logRetention: 60,
      guardrails: false,
      database: "shop_2",
      adminUser: "boss",
      embeddingDimensions: 1536,
      indexBuilds: 4,
      foreignKeyIndexes: true,
      demoData: { scale: 10, seed: 7 },
    });
  });

  it.each([
    ["port", "1024", 1024],
    ["port", "65535", 65_535],
    ["memory", "256MB", 268_435_456],
    ["memory", "1TB", 1_099_511_627_776],
    ["indexBuilds", "1", 1],
    ["indexBuilds", "16", 16],
    ["embeddingDimensions", "1", 1],
    ["embeddingDimensions", "2000", 2000],
    ["database", "a".repeat(63), "a".repeat(63)],
    ["database", "a", "a"],
    ["server", "native", "native"],
    ["image", "localhost:5000/postgres:17", "localhost:5000/postgres:17"],
    ["image", `postgres@sha256:${"0f".repeat(32)}`, `postgres@sha256:${"0f".repeat(32)}`],
  ] as const)("takes %s at its limit %s", (name, text, value) => {
    expect(readSettings("dev", { [name]: text })[name]).toBe(value);
  });

  it.each([
    [
      { demoScale: "1", demoSeed: "0" },
      { scale: 1, seed: 0 },
    ],
    [
      { demoScale: "1000", demoSeed: "2147483647" },
      { scale: 1000, seed: 2_147_483_647 },
    ],
  ])("takes demo data at its limits %j", (raw, demoData) => {
    expect(readSettings("dev", { demoData: "true", ...raw }).demoData).toEqual(demoData);
  });

  it("lets demoScale and demoSeed wait for demoData", () => {
    expect(
      readSettings("dev", { demoData: "false", demoScale: "10", demoSeed: "7" }).demoData,
    ).toBeUndefined();
  });

  it("checks demoScale even while it waits", () => {
    expect(messageOf(() => readSettings("dev", { demoScale: "0" }))).toBe(
      "Pulumi.dev.yaml: 1 setting needs a change\n  pgstack:demoScale: 0  below 1; use a whole number from 1 to 1000",
    );
  });

  it("gives stack prod the defaults of production", () => {
    const settings = readSettings("prod", { database: "mcp_db", demoData: "false" });
    expect(settings).toEqual({
      ...defaults,
      stack: "prod",
      environment: "prod",
      production: productionDefaults,
      profile: "production",
      replicas: 1,
      logRetention: 30,
      guardrails: false,
    });
  });

  it("has no production in a stack for development", () => {
    expect(readSettings("dev", {}).production).toBeUndefined();
  });

  it("keeps an embedded server and demo data out of stack prod", () => {
    expect(messageOf(() => readSettings("prod", { server: "embedded", demoData: "true" }))).toBe(
      [
        "Pulumi.prod.yaml: 2 settings need a change",
        "  pgstack:server: embedded  for development only; use rds or aurora",
        "  pgstack:demoData: true    for development only; remove it, or use false",
      ].join("\n"),
    );
  });

  it("takes what Pulumi.yaml fills in for stack prod, and does not look at this machine's folders", () => {
    const filledIn = Object.fromEntries(developmentKeys.map((name) => [name, keys[name].default]));
    const settings = readSettings("prod", { ...filledIn, server: "auto" }, { root: "/nowhere" });
    expect(settings.production).toEqual(productionDefaults);
  });

  it("refuses what is for development only in stack prod", () => {
    expect(messageOf(() => readSettings("prod", { dataFolder: "/", memory: "1GB" }))).toBe(
      [
        "Pulumi.prod.yaml: 2 settings need a change",
        "  pgstack:dataFolder: /  for development only; remove it",
        "  pgstack:memory: 1GB    for development only; remove it",
      ].join("\n"),
    );
  });

  it("refuses what is no stack's name", () => {
    expect(messageOf(() => readSettings("..", {}))).toMatch(/^stack \.\.: the name is dots alone/);
  });
});
