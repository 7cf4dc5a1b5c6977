import { beforeEach, describe, expect, it } from "vitest";
import { engineMajors, engineVersions } from "../../aws/engine-versions.ts";
import { instanceClass } from "../../aws/instance-class.ts";
import { instanceFamilies } from "../../aws/instance-families.ts";
import { auroraClasses, familyOf, postgresClasses } from "../../aws/postgres-classes.ts";
import { regions } from "../../aws/regions.ts";
import { cfnLintTables } from "./cfn-lint-tables.ts";
import { needsPythonTool } from "./needs-python-tool.ts";

beforeEach((context) => needsPythonTool(context, "cfn-lint"));

describe("instance classes", () => {
  it("are in the regions that cfn-lint has, and in no other", () => {
    expect([...regions].sort()).toEqual(Object.keys(cfnLintTables().classes.postgres).sort());
  });

  it("of RDS for PostgreSQL are those of cfn-lint, in every region", () => {
    for (const region of regions)
      expect([region, [...postgresClasses(region)].sort()]).toEqual([
        region,
        cfnLintTables().classes.postgres[region],
      ]);
    expect(postgresClasses("us-east-1")).toHaveLength(296);
  });

  it("of Aurora PostgreSQL are those of cfn-lint, in every region", () => {
    for (const region of regions)
      expect([region, [...auroraClasses(region)].sort()]).toEqual([
        region,
        cfnLintTables().classes["aurora-postgresql"][region],
      ]);
    expect(auroraClasses("us-east-1")).toHaveLength(92);
  });

  it("have a size wherever a version in support runs on them", () => {
    const current = postgresClasses("us-east-1").filter(
      (name) => instanceFamilies.get(familyOf(name) ?? "")?.firstMajor !== undefined,
    );
    expect(current.length).toBeGreaterThan(200);
    expect(current.filter((name) => instanceClass(name) === undefined)).toEqual([]);
  });
});

describe("engine versions", () => {
  /** Named alone, majors are what a user pins; cfn-lint has them for RDS, and for instances of Aurora has none. */
  const isFull = (version: string) => version.includes(".");

  it("of RDS for PostgreSQL are those of cfn-lint", () => {
    const { postgres } = cfnLintTables().versions;
    expect([...engineVersions("postgres")].sort()).toEqual(postgres.filter(isFull).sort());
    expect([...engineMajors("postgres")].sort()).toEqual(
      postgres.filter((version) => !isFull(version)).sort(),
    );
  });

  it("of Aurora PostgreSQL are those of cfn-lint", () => {
    expect([...engineVersions("aurora-postgresql")].sort()).toEqual(
      cfnLintTables().versions["aurora-postgresql"].filter(isFull).sort(),
    );
  });
});
