import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { ebsBaselineIops } from "../../aws/ebs-baseline.ts";
import { instanceClass } from "../../aws/instance-class.ts";
import { needsPythonTool, pythonTool } from "./needs-python-tool.ts";

/** EC2's answer to DescribeInstanceTypes, as moto keeps it. */
type InstanceTypes = Record<string, { EbsInfo?: { EbsOptimizedInfo?: { BaselineIops: number } } }>;

/** RDS's classes by region and engine, as cfn-lint keeps them. */
type ClassTable = Record<
  string,
  {
    allOf: {
      if: { properties: { Engine?: { const?: string } } };
      then: { properties: { DBInstanceClass: { enum: string[] } } };
    }[];
  }
>;

function fileOf(path: string): Buffer {
  const environment = dirname(dirname(pythonTool("python")));
  const [file] = globSync(join(environment, "lib/python*/site-packages", path));
  if (file === undefined) throw new Error(`${path} is where it was no more`);
  return readFileSync(file);
}

const instanceTypes = (): InstanceTypes =>
  JSON.parse(gunzipSync(fileOf("moto/ec2/resources/instance_types.json.gz")).toString());

function postgresClasses(): string[] {
  const table: ClassTable = JSON.parse(
    fileOf("cfnlint/data/schemas/extensions/aws_rds_dbinstance/dbinstanceclass_enum.json").toString(),
  );
  const rules = Object.values(table).flatMap(({ allOf }) => allOf);
  const ofPostgres = rules.filter((rule) => rule.if.properties.Engine?.const === "postgres");
  return [...new Set(ofPostgres.flatMap((rule) => rule.then.properties.DBInstanceClass.enum))].sort();
}

/** Retired, from before every instance had its own way to the storage. */
const retired = /^db[.](m[1-3]|r3|t[12])[.]/;

describe("the baseline of operations a second", () => {
  beforeEach((context) => {
    needsPythonTool(context, "moto_server");
    needsPythonTool(context, "cfn-lint");
  });

  it("is known of every class of PostgreSQL whose size is known, and EC2's own", () => {
    const types = instanceTypes();
    const ours: Record<string, number | undefined> = {};
    const theirs: Record<string, number | undefined> = {};
    for (const name of postgresClasses()) {
      if (retired.test(name) || instanceClass(name) === undefined) continue;
      ours[name] = ebsBaselineIops(name);
      const published = types[name.replace(/^db[.]/, "").replace(/^x2g[.]/, "x2gd.")];
      theirs[name] = published?.EbsInfo?.EbsOptimizedInfo?.BaselineIops;
    }
    expect(Object.keys(ours).length).toBeGreaterThan(250);
    expect(Object.keys(ours).filter((name) => ours[name] === undefined)).toEqual([]);
    expect(ours).toEqual(theirs);
  });

  it("is unknown of what is no class", () => {
    for (const name of ["db.q9.large", "db.r7g.huge", "r7g.large", "db.serverless", ""])
      expect(ebsBaselineIops(name)).toBeUndefined();
  });
});
