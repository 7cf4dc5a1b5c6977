import { describe, expect, it } from "vitest";
import { RdsPostgres, type RdsPostgresArgs } from "../../components/server/rds-postgres.ts";
import {
  declaredRds,
  instanceType,
  onlyOne,
  parameterGroupType,
  parameterOf,
  primaryOf,
  rdsArgs,
} from "./rds.ts";

/** Each is a mistake that others shipped, with where it is told of. */
describe("RdsPostgres does not repeat", () => {
  const groupOf = async (changed: Partial<RdsPostgresArgs> = {}) =>
    onlyOne(await declaredRds(changed), parameterGroupType, "server-parameters");

  it("a password that RDS manages, which fails with replicas and blue/green (terraform-aws-rds #512, #532)", async () => {
    for (const resource of await declaredRds({ replicas: 1 }))
      expect(Object.keys(resource.inputs)).not.toContain("manageMasterUserPassword");
  });

  it("a password that the state of the instance has, or that a rotation changes (rds-aurora #516)", async () => {
    const before = primaryOf(await declaredRds());
    const after = primaryOf(await declaredRds({ adminPassword: "Second0Password" }));
    expect(Object.keys(before.inputs)).not.toContain("password");
    expect(before.options.ignoreChanges).toContain("passwordWo");
    expect([before.inputs.passwordWoVersion, after.inputs.passwordWoVersion]).toEqual([1, 1]);
  });

  it("pgvector as a library to preload, which RDS refuses", async () => {
    expect(parameterOf(await declaredRds(), "shared_preload_libraries")).toEqual({
      name: "shared_preload_libraries",
      value: "pg_stat_statements,auto_explain,pgaudit,pg_cron",
      applyMethod: "pending-reboot",
    });
  });

  it("a minor version, which an automatic upgrade makes a downgrade (terraform-provider-aws #39579)", async () => {
    expect(primaryOf(await declaredRds()).inputs.engineVersion).toBe("17");
    for (const engineVersion of ["17.4", "17.", "v17", ""])
      expect(() => new RdsPostgres("server", { ...rdsArgs, engineVersion })).toThrow("is no major version");
  });

  it("an apply method that AWS does not note (terraform-provider-aws #18035, #36419)", async () => {
    const resources = await declaredRds();
    // The family's own values: AWS reads them back as pending-reboot, whatever was asked for.
    for (const name of [
      "rds.force_ssl",
      "track_io_timing",
      "log_checkpoints",
      "autovacuum_vacuum_scale_factor",
    ])
      expect(parameterOf(resources, name)?.applyMethod, name).toBe("pending-reboot");
    // Values of ours of dynamic parameters.
    for (const name of ["log_statement", "work_mem", "log_connections"])
      expect(parameterOf(resources, name)?.applyMethod, name).toBe("immediate");
  });

  it("a static parameter that is applied at once, which RDS refuses", async () => {
    const resources = await declaredRds({
      parameters: { track_commit_timestamp: "1", "cron.timezone": "UTC", deadlock_timeout: "2000" },
    });
    const methods = ["max_connections", "shared_buffers", "track_commit_timestamp", "cron.timezone"].map(
      (name) => parameterOf(resources, name)?.applyMethod,
    );
    expect(methods).toEqual(Array(4).fill("pending-reboot"));
    expect(parameterOf(resources, "deadlock_timeout")?.applyMethod).toBe("immediate");
  });

  it("a parameter twice, or under a name in capitals, which AWS reads back in small ones", async () => {
    const { inputs } = await groupOf({ parameters: { log_statement: "all", work_mem: "65536" } });
    const names = (inputs.parameters as { name: string }[]).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  });

  it("a parameter group that is deleted while it is used (sst #6261, rds-aurora #353)", async () => {
    const old = await groupOf();
    const next = await groupOf({ engineVersion: "18", allowMajorVersionUpgrade: true });
    expect([old.inputs.name, old.inputs.family]).toEqual(["shop-prod-postgres17", "postgres17"]);
    expect([next.inputs.name, next.inputs.family]).toEqual(["shop-prod-postgres18", "postgres18"]);
    // Two names, so that the new one is there first; nothing else of a group replaces it.
    expect(next.options.deleteBeforeReplace).toBeUndefined();
    expect(next.inputs.description).toBe(old.inputs.description);
  });

  it("a major upgrade that waits for the window with the old parameter group (terraform-provider-aws #40089)", async () => {
    const upgrade = { engineVersion: "18", allowMajorVersionUpgrade: true };
    const { inputs } = primaryOf(await declaredRds(upgrade));
    expect(inputs).toMatchObject({
      engineVersion: "18",
      allowMajorVersionUpgrade: true,
      applyImmediately: true,
      parameterGroupName: "shop-prod-postgres18",
    });
    const waits = primaryOf(await declaredRds({ ...upgrade, applyImmediately: false }));
    expect(waits.inputs.applyImmediately).toBe(false);
  });

  it("storage that grew by itself and then cannot grow, or shrinks (crossplane provider-aws #2255, #2306)", async () => {
    const before = primaryOf(await declaredRds());
    expect([before.inputs.allocatedStorage, before.inputs.maxAllocatedStorage]).toEqual([100, 1000]);
    // Growth that is asked for is seen; what grew by itself the provider hides while the ceiling is above it.
    expect(before.options.ignoreChanges).not.toContain("allocatedStorage");
    expect(primaryOf(await declaredRds({ allocatedStorage: 200 })).inputs.allocatedStorage).toBe(200);
  });

  it("a log group that RDS makes, which never expires (terraform-provider-aws #42858, #5348)", async () => {
    const resources = await declaredRds({ replicas: 1 });
    for (const [name, logs] of [
      ["server", "server"],
      ["server-replica-1", "server-replica-1"],
    ] as const) {
      const { options } = onlyOne(resources, instanceType, name);
      expect(options.dependsOn).toEqual(
        expect.arrayContaining([
          `${logs}-postgresql-log`,
          `${logs}-upgrade-log`,
          `${logs}-iam-db-auth-error-log`,
        ]),
      );
    }
  });

  it("monitoring by a role that may not monitor yet", async () => {
    const resources = await declaredRds({ replicas: 1 });
    for (const name of ["server", "server-replica-1"])
      expect(onlyOne(resources, instanceType, name).options.dependsOn).toContain("server-monitoring-policy");
  });

  it("a final snapshot under a name that is taken, or another one each day (terraform-aws-rds #445)", async () => {
    const snapshot = async (changed: Partial<RdsPostgresArgs> = {}) => {
      const resources = await declaredRds(changed);
      return [
        primaryOf(resources).inputs.finalSnapshotIdentifier,
        onlyOne(resources, "random:index/randomId:RandomId", "server-final-snapshot").inputs,
      ];
    };
    const first = await snapshot();
    expect(first).toEqual([
      "shop-prod-final-0badcafe",
      { byteLength: 4, keepers: { identifier: "shop-prod" } },
    ]);
    // No clock in it, and nothing but another server's name makes another.
    expect(await snapshot({ instanceClass: "db.r8g.large", engineVersion: "18" })).toEqual(first);
    expect((await snapshot({ identifier: "other" }))[1]).toEqual({
      byteLength: 4,
      keepers: { identifier: "other" },
    });
  });

  it("a replacement for a name that is given at the beginning (pulumi-aws #2426, #2203, #2823)", async () => {
    expect(primaryOf(await declaredRds()).options.ignoreChanges).toEqual([
      "dbName",
      "username",
      "passwordWo",
      "passwordWoVersion",
    ]);
  });

  it("a rename that fails halfway: another name is another server, which protection refuses", async () => {
    const resources = await declaredRds({ replicas: 1 });
    expect(primaryOf(resources).options.replaceOnChanges).toEqual(["identifier"]);
    expect(onlyOne(resources, instanceType, "server-replica-1").options.replaceOnChanges).toEqual([
      "identifier",
      "replicateSourceDb",
    ]);
  });

  it("IOPS that storage had below 400 GiB (terraform-provider-aws #28382)", async () => {
    const speed = async (allocatedStorage: number) => {
      const { iops, storageThroughput } = primaryOf(await declaredRds({ allocatedStorage })).inputs;
      return [iops, storageThroughput];
    };
    expect(await speed(399)).toEqual([undefined, undefined]);
    expect(await speed(400)).toEqual([12_000, 500]);
  });

  it("Extended Support, which the API opts in to", async () => {
    expect(primaryOf(await declaredRds()).inputs.engineLifecycleSupport).toBe(
      "open-source-rds-extended-support-disabled",
    );
  });

  it("connections without TLS (sst sets rds.force_ssl to 0)", async () => {
    expect(parameterOf(await declaredRds(), "rds.force_ssl")?.value).toBe("1");
  });
});
