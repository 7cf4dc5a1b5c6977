import { describe, expect, it } from "vitest";
import { RdsPostgres, type RdsPostgresArgs } from "../../components/server/rds-postgres.ts";
import { declaredRds, instanceType, parameterOf, primaryOf, rdsArgs } from "./rds.ts";

const refused: readonly (readonly [why: string, args: Partial<RdsPostgresArgs>, message: string])[] = [
  [
    "a minor version",
    { engineVersion: "17.4" },
    "engineVersion: 17.4 is no major version\n" +
      "  Write the major version alone, such as 17: AWS installs minor ones, and a fixed one is a downgrade after that.",
  ],
  [
    "a class that is not known",
    { instanceClass: "db.huge" },
    "instanceClass db.huge: no class of an RDS instance that is known here\n" +
      "  Write one such as db.r7g.large or db.t4g.medium.",
  ],
  [
    "blue/green updates with replicas",
    { blueGreenUpdate: true, replicas: 1 },
    "blueGreenUpdate: blue/green updates cannot be coordinated with read replicas\n" +
      "  Turn it off: the server is then updated in place, and its replicas with it.",
  ],
  [
    "replicas without backups",
    { replicas: 1, backupRetention: 0 },
    "backupRetention: replicas, copies and blue/green updates are made of automated backups\n" +
      "  Keep backups for at least one day.",
  ],
  [
    "blue/green updates without backups",
    { blueGreenUpdate: true, backupRetention: 0 },
    "backupRetention: replicas, copies and blue/green updates are made of automated backups\n" +
      "  Keep backups for at least one day.",
  ],
  [
    "a zone for a server that has two",
    { availabilityZone: "us-east-1a" },
    "availabilityZone: a server with a standby is in the zone it last failed over to\n" +
      "  Leave it out, or turn multiAz off.",
  ],
  [
    "a replica in the primary's zone",
    {
      multiAz: false,
      availabilityZone: "us-east-1a",
      replicas: 2,
      replicaAvailabilityZones: ["us-east-1b", "us-east-1a"],
    },
    "replicaAvailabilityZones: a replica in the primary's zone is lost with it\n" +
      "  Name zones other than us-east-1a.",
  ],
  [
    "IOPS of gp3 below 400 GiB",
    { allocatedStorage: 399, iops: 12_000 },
    "iops: gp3 of 399 GiB has 3,000 IOPS and 125 MiB/s, and AWS takes no other figure\n" +
      "  Leave it out, or allocate 400 GiB or more.",
  ],
  [
    "throughput of gp3 below 400 GiB",
    { allocatedStorage: 399, storageThroughput: 500 },
    "storageThroughput: gp3 of 399 GiB has 3,000 IOPS and 125 MiB/s, and AWS takes no other figure\n" +
      "  Leave it out, or allocate 400 GiB or more.",
  ],
  [
    "io2 without IOPS",
    { storageType: "io2" },
    "iops: io2 has no IOPS of its own\n  Say how many it shall have.",
  ],
  [
    "io2 with a throughput",
    { storageType: "io2", iops: 3000, storageThroughput: 500 },
    "storageThroughput: io2 has the throughput of its IOPS\n  Leave it out.",
  ],
];

describe("RdsPostgres refuses, before anything is registered,", () => {
  // There is no engine to register with: it would be asked for in place of the message.
  it.each(refused)("%s", (_, args, message) => {
    expect(() => new RdsPostgres("server", { ...rdsArgs, ...args })).toThrow(
      expect.objectContaining({ name: "UserError", message }),
    );
  });
});

describe("storage of RdsPostgres", () => {
  const storageOf = async (changed: Partial<RdsPostgresArgs>) => {
    const { inputs } = primaryOf(await declaredRds(changed));
    const { storageType, allocatedStorage, maxAllocatedStorage, iops, storageThroughput } = inputs;
    return { storageType, allocatedStorage, maxAllocatedStorage, iops, storageThroughput };
  };

  it.each([
    [99, 0],
    [100, 0],
    [101, 101],
    [1000, 1000],
  ])("of 100 GiB with a ceiling of %i grows by itself to %i", async (maxAllocatedStorage, ceiling) => {
    expect((await storageOf({ maxAllocatedStorage })).maxAllocatedStorage).toBe(ceiling);
  });

  it("has the speed that is asked for, from 400 GiB on", async () => {
    expect(await storageOf({ allocatedStorage: 400, iops: 16_000 })).toEqual({
      storageType: "gp3",
      allocatedStorage: 400,
      maxAllocatedStorage: 1000,
      iops: 16_000,
      storageThroughput: 500,
    });
    expect(await storageOf({ allocatedStorage: 500, storageThroughput: 1000 })).toMatchObject({
      iops: 12_000,
      storageThroughput: 1000,
    });
  });

  it("is as fast on replicas", async () => {
    const instances = (await declaredRds({ replicas: 1, allocatedStorage: 400 })).filter(
      ({ type }) => type === instanceType,
    );
    expect(instances.map(({ inputs }) => [inputs.iops, inputs.storageThroughput])).toEqual([
      [12_000, 500],
      [12_000, 500],
    ]);
  });

  it("of io2 has the IOPS that it is given", async () => {
    expect(await storageOf({ storageType: "io2", iops: 3000 })).toEqual({
      storageType: "io2",
      allocatedStorage: 100,
      maxAllocatedStorage: 1000,
      iops: 3000,
      storageThroughput: undefined,
    });
  });
});

describe("blue/green updates of RdsPostgres", () => {
  it("are off, and with them logical replication", async () => {
    const resources = await declaredRds();
    expect(primaryOf(resources).inputs.blueGreenUpdate).toBeUndefined();
    expect(parameterOf(resources, "rds.logical_replication")).toBeUndefined();
  });

  it("feed the copy by logical replication, which another major version needs", async () => {
    const resources = await declaredRds({ blueGreenUpdate: true });
    expect(primaryOf(resources).inputs.blueGreenUpdate).toEqual({ enabled: true });
    expect(parameterOf(resources, "rds.logical_replication")).toEqual({
      name: "rds.logical_replication",
      value: "1",
      applyMethod: "pending-reboot",
    });
  });
});
