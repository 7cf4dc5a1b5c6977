import { describe, expect, it } from "vitest";
import { instanceClass } from "../../../aws/instance-class.ts";

describe("instanceClass", () => {
  it.each([
    ["db.r7g.large", 2, 16],
    ["db.r5.24xlarge", 96, 768],
    ["db.m6i.32xlarge", 128, 512],
    ["db.m8g.xlarge", 4, 16],
    ["db.c6gd.medium", 1, 2],
    ["db.t4g.micro", 2, 1],
    ["db.t3.2xlarge", 8, 32],
    ["db.x2g.16xlarge", 64, 1024],
    ["db.x2iedn.xlarge", 4, 128],
    ["db.z1d.3xlarge", 12, 96],
  ])("knows %s: %i cores, %i GiB", (name, cores, gibibytes) => {
    expect(instanceClass(name)).toEqual({ cores, memory: gibibytes * 1024 ** 3 });
  });

  it.each([
    "r7g.large",
    "db.r7g",
    "db.r7g.huge",
    "db.r7g.0xlarge",
    "db.serverless",
    "db.x2m.xlarge",
    "db.t3.nano",
  ])("does not guess what %s has", (name) => {
    expect(instanceClass(name)).toBeUndefined();
  });
});
