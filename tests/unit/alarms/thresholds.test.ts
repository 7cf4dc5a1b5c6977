import { describe, expect, it } from "vitest";
import {
  connectionsAt,
  deepQueue,
  fewCredits,
  freeMemory,
  freeStorage,
  roomToGrow,
  storageAt,
  swapped,
} from "../../../components/alarms/thresholds.ts";
import { serverless, serverOf } from "./watched-servers.ts";

describe("thresholds", () => {
  it("of memory are shares of the class's", () => {
    // 16 GiB are 17,179,869,184 bytes: a quarter and a tenth of them.
    expect(freeMemory(serverOf(), "low")).toBe(4_294_967_296);
    expect(freeMemory(serverOf(), "critical")).toBe(1_717_986_918);
    // Aurora: a twentieth and a fortieth.
    expect(freeMemory(serverOf({ kind: "aurora" }), "low")).toBe(858_993_459);
    expect(freeMemory(serverOf({ kind: "aurora" }), "critical")).toBe(429_496_730);
    // 16 capacity units of 2 GiB: 32 GiB, a twentieth is 1.6 GiB.
    expect(freeMemory(serverOf(serverless), "low")).toBe(1_717_986_918);
  });

  it("of connections follow max_connections as it is, rounded down", () => {
    expect(connectionsAt(serverOf(), 0.8)).toBe(160);
    expect(connectionsAt(serverOf(), 0.95)).toBe(190);
    // 80 percent of 87 are 69.6.
    expect(connectionsAt(serverOf({ maxConnections: 87 }), 0.8)).toBe(69);
  });

  it("of storage lie below what makes it grow, where it grows", () => {
    // 5 percent of 100 GiB, and 10 percent.
    expect(freeStorage(serverOf())).toBe(5 * 1024 ** 3);
    expect(freeStorage(serverOf({ maxAllocatedStorage: 100 }))).toBe(10 * 1024 ** 3);
    expect(roomToGrow(serverOf())).toBe(900 * 1024 ** 3);
    expect(roomToGrow(serverOf({ maxAllocatedStorage: 100 }))).toBe(0);
    expect(storageAt(serverOf(), 0.2)).toBe(20 * 1024 ** 3);
  });

  it("of swap are a twentieth of the memory, and 256 MiB on a small server", () => {
    expect(swapped(serverOf())).toBe(858_993_459);
    // A twentieth of 1 GiB would be 51 MiB.
    expect(swapped(serverOf({ instanceClass: "db.t4g.micro" }))).toBe(268_435_456);
  });

  it("of the queue are what the disk works off in 20 ms", () => {
    expect(deepQueue(3000)).toBe(60);
    expect(deepQueue(12_000)).toBe(240);
  });

  it("of credits are half an hour of all processors", () => {
    expect(fewCredits(2)).toBe(60);
  });
});

describe("baseline of operations a second", () => {
  it.each([
    // The class carries 3,600, storage below 400 GiB 3,000.
    [{}, 3000],
    // From 400 GiB on storage has 12,000: the class is the narrower.
    [{ allocatedStorage: 400 }, 3600],
    [{ allocatedStorage: 399 }, 3000],
    [{ allocatedStorage: 400, instanceClass: "db.r7g.4xlarge" }, 12_000],
    [{ allocatedStorage: 400, instanceClass: "db.r7g.4xlarge", iops: 16_000 }, 16_000],
    [{ allocatedStorage: 400, instanceClass: "db.r7g.4xlarge", iops: 30_000 }, 20_000],
    [{ storageType: "io2" }, 1000],
    [{ storageType: "io2", iops: 3200 }, 3200],
    [{ instanceClass: "db.t4g.small" }, 1000],
  ])("of %o is %i", (changed, iops) => {
    expect(serverOf(changed).baselineIops).toBe(iops);
  });

  it("is none of Aurora's", () => {
    expect(serverOf({ kind: "aurora" }).baselineIops).toBeUndefined();
    expect(serverOf(serverless).baselineIops).toBeUndefined();
  });
});

describe("a server's size", () => {
  it("is that of its class, or of its largest capacity", () => {
    expect(serverOf({ instanceClass: "db.t4g.medium" })).toMatchObject({
      cores: 2,
      memory: 4 * 1024 ** 3,
      burstable: true,
    });
    expect(serverOf()).toMatchObject({ cores: 2, memory: 16 * 1024 ** 3, burstable: false });
    expect(serverOf(serverless)).toMatchObject({ memory: 32 * 1024 ** 3, burstable: false });
    expect(serverOf(serverless).cores).toBeUndefined();
  });

  it.each(["db.q9.large", "db.serverless", "r7g.large"])("is not known of %s", (instanceClass) => {
    expect(() => serverOf({ instanceClass })).toThrow(
      `pgstack:instanceClass: the memory and processors of ${instanceClass} are not known\n  Take a class such as db.r7g.large: the alarms' thresholds are computed from its size.`,
    );
  });
});
