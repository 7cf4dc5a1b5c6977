import { describe, expect, it } from "vitest";
import { ebsBaselineThroughput } from "../../../aws/ebs-throughput.ts";
import { canUpgrade, endOfSupport, supportedMajors } from "../../../aws/engine-support.ts";
import { engineVersions } from "../../../aws/engine-versions.ts";
import { instanceFamilies } from "../../../aws/instance-families.ts";
import { parameterFact, parameterNames } from "../../../aws/parameters/parameter-fact.ts";
import { familyOf, postgresClasses } from "../../../aws/postgres-classes.ts";
import { preloadLibraries } from "../../../aws/preload-libraries.ts";
import { firstZones, isZoneOf, partitionOf } from "../../../aws/regions.ts";
import { insightsRetentions, logRetentions } from "../../../aws/retention.ts";

describe("ebsBaselineThroughput", () => {
  it.each([
    ["db.r7g.large", 77],
    ["db.r6g.16xlarge", 2264],
    ["db.m5.4xlarge", 566],
    ["db.r7i.48xlarge", 4768],
  ])("of %s", (name, throughput) => {
    expect(ebsBaselineThroughput(name)).toBe(throughput);
  });

  it.each(["db.t4g.medium", "db.r7g.48xlarge", "db.x2g.large", "r7g.large"])(
    "is not guessed for %s",
    (name) => {
      expect(ebsBaselineThroughput(name)).toBeUndefined();
    },
  );
});

describe("support of versions", () => {
  const day = (text: string) => new Date(`${text}T12:00:00Z`);

  it("is that of the last day", () => {
    expect(endOfSupport("postgres", "17")).toBe("2030-02-28");
    expect(supportedMajors("postgres", day("2027-02-28"))).toEqual(["18", "17", "16", "15", "14"]);
    expect(supportedMajors("postgres", day("2027-03-01"))).toEqual(["18", "17", "16", "15"]);
    expect(supportedMajors("aurora-postgresql", day("2028-02-29"))).toEqual(["18", "17", "16", "15"]);
  });

  it("goes forward alone", () => {
    expect([canUpgrade("14", "17"), canUpgrade("17", "17"), canUpgrade("17", "16")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("has versions of every major in support", () => {
    for (const major of supportedMajors("postgres", day("2026-11-28")))
      expect(engineVersions("postgres").some((version) => version.startsWith(`${major}.`))).toBe(true);
  });
});

describe("regions", () => {
  it.each([
    ["us-east-1a", "us-east-1", true],
    ["us-east-1f", "us-east-1", true],
    ["us-east-1g", "us-east-1", false],
    ["us-east-1", "us-east-1", false],
    ["us-east-2a", "us-east-1", false],
    ["us-gov-east-1a", "us-gov-east-1", true],
  ])("has zone %s in %s: %s", (zone, region, expected) => {
    expect(isZoneOf(zone, region)).toBe(expected);
  });

  it("names zones and partitions", () => {
    expect(firstZones("eu-west-1", 3)).toEqual(["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
    expect(["us-east-1", "cn-north-1", "us-gov-west-1"].map(partitionOf)).toEqual([
      "aws",
      "aws-cn",
      "aws-us-gov",
    ]);
  });
});

describe("retention", () => {
  it("is in AWS's steps", () => {
    expect(insightsRetentions).toHaveLength(25);
    expect(insightsRetentions.slice(0, 3)).toEqual([7, 31, 62]);
    expect(insightsRetentions.slice(-2)).toEqual([713, 731]);
    expect(logRetentions).toEqual([...logRetentions].sort((a, b) => a - b));
  });
});

describe("libraries to preload", () => {
  it("have no pgvector", () => {
    expect(preloadLibraries("17").filter((library) => library.includes("vector"))).toEqual([]);
  });

  it("differ by major", () => {
    const [seventeen, eighteen] = ["17", "18"].map(preloadLibraries);
    expect(seventeen?.filter((library) => !eighteen?.includes(library))).toEqual(["plrust"]);
    expect(eighteen?.filter((library) => !seventeen?.includes(library))).toEqual([
      "pg_overexplain",
      "pg_stat_monitor",
    ]);
  });
});

describe("parameters", () => {
  it.each([
    ["shared_buffers", { kind: "integer", unit: "8kB", range: [16, 1_073_741_823], isStatic: true }],
    ["work_mem", { kind: "integer", unit: "kB", range: [64, 2_147_483_647], isStatic: false }],
    ["random_page_cost", { kind: "real", range: [0, 1.797_69e308], isStatic: false }],
    ["log_statement", { kind: "enum", words: ["none", "ddl", "mod", "all"], isStatic: false }],
    ["track_commit_timestamp", { kind: "boolean", isStatic: true }],
    ["rds.logical_replication", { kind: "boolean", isStatic: true }],
    ["pg_stat_statements.max", { kind: "integer", range: [100, 1_073_741_823], isStatic: true }],
    ["shared_preload_libraries", { kind: "text", isStatic: true }],
  ])("know %s", (name, fact) => {
    expect(parameterFact(name)).toEqual(fact);
  });

  it("are each there once, in lower case", () => {
    expect(new Set(parameterNames).size).toBe(parameterNames.length);
    expect(parameterNames.filter((name) => name !== name.toLowerCase())).toEqual([]);
    expect(parameterFact("wal_level")).toBeUndefined();
  });
});

describe("families", () => {
  it("are those of the classes", () => {
    expect(familyOf("db.r7g.large")).toBe("r7g");
    expect(familyOf("r7g.large")).toBeUndefined();
    const families = new Set(postgresClasses("us-east-1").map(familyOf));
    expect([...families].filter((family) => !instanceFamilies.has(family ?? ""))).toEqual([]);
  });
});
