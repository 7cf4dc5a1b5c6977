import { describe, expect, it } from "vitest";
import { AuroraPostgres } from "../../components/server/aurora-postgres.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import { LocalPostgres } from "../../components/server/local-postgres.ts";
import { NativePostgres } from "../../components/server/native-postgres.ts";
import { ownImageMajor } from "../../components/server/own-image.ts";
import type { PostgresServer } from "../../components/server/postgres-server.ts";
import { declaredParity } from "../../operations/parity/declared-parity.ts";
import { serverFacts } from "../../operations/parity/server-facts.ts";
import { productionDefaults } from "../../settings/production/production-defaults.ts";
import { readSettings } from "../../settings/read.ts";
import { args as auroraArgs } from "./aurora.ts";
import { decidedByAws } from "./decided-by-aws.ts";
import { registered } from "./mocks.ts";
import { madeRds } from "./rds.ts";

const here = {
  stack: "dev",
  port: 25000,
  database: "shop",
  adminUser: "boss",
  dataFolder: "data",
  parameters: { staticParameters: { shared_preload_libraries: "pg_cron" }, dynamicParameters: {} },
  replicas: [],
  synchronous: false,
  rotations: { passwords: 1, certificates: 1 },
  memory: 512 * 1024 ** 2,
};
const make: Readonly<Record<"docker" | "native" | "embedded", () => PostgresServer>> = {
  docker: () =>
    new LocalPostgres("server", {
      ...here,
      dockerName: "pgstack-dev-0f",
      dockerHost: "unix:///run/docker.sock",
      image: "own",
      majorVersion: ownImageMajor,
      dataVersion: "boss shop 17",
      cluster: "17",
      cpus: "auto",
      swap: true,
    }),
  native: () =>
    new NativePostgres("server", {
      ...here,
      bin: "/usr/lib/postgresql/17/bin",
      majorVersion: 17,
      socketFolder: "/run/pgstack",
      untrusted: [],
    }),
  embedded: () => new EmbeddedPostgres("server", here),
};

describe("what parity knows of servers", () => {
  it.each(["docker", "native", "embedded"] as const)("is what the %s server says of itself", async (kind) => {
    let server: PostgresServer | undefined;
    await registered(() => {
      server = make[kind]();
    });
    const facts = serverFacts[kind];
    expect(server).toMatchObject({
      kind: facts.kind,
      tls: facts.tls ? "verify-full" : "disable",
      capabilities: {
        superuser: facts.superuser,
        iam: facts.iam,
        concurrentSessions: facts.concurrentSessions,
        preloadLibraries: facts.hasParameters,
        scheduledJobs: facts.scheduledJobs,
      },
    });
    const { items } = declaredParity({
      dev: readSettings("dev", {}),
      kind,
      remembered: { kind, reason: "", port: 1, ...(kind === "native" && { majorVersion: 17 }) },
      prod: readSettings("prod", {}),
      production: productionDefaults,
    });
    expect(items.find(({ name }) => name === "major version")?.dev).toBe(String(server?.majorVersion));
  });

  it.each(["rds", "aurora"] as const)("is what the %s server says of itself", async (kind) => {
    let server: PostgresServer | undefined;
    if (kind === "rds") server = (await madeRds()).server;
    else
      await registered(() => {
        server = new AuroraPostgres("server", auroraArgs);
      }, decidedByAws);
    const { superuser, iam, concurrentSessions, hasParameters, scheduledJobs } = serverFacts[kind];
    expect(server).toMatchObject({
      kind,
      tls: "verify-full",
      majorVersion: 17,
      capabilities: { superuser, iam, concurrentSessions, preloadLibraries: hasParameters, scheduledJobs },
    });
  });
});
