import { describe, expect, it } from "vitest";
import { parseStackFile } from "../../../../settings/from-stack-file.ts";
import { readSettings } from "../../../../settings/read.ts";
import { messageOf } from "../message-of.ts";

const read = (...lines: string[]) =>
  readSettings("prod", parseStackFile("prod", ["config:", ...lines].join("\n"))).production;

describe("a setting that holds several values", () => {
  it.each([
    [["  pgstack:alarmEmails:", "    - ops@example.com", "    - dba@example.com"]],
    [["  pgstack:alarmEmails: [ops@example.com, dba@example.com]"]],
    [["  pgstack:alarmEmails: ops@example.com, dba@example.com"]],
    [['  pgstack:alarmEmails: \'["ops@example.com","dba@example.com"]\'']],
  ])("is a list as %j", (lines) => {
    expect(read(...lines)?.alarmEmails).toEqual(["ops@example.com", "dba@example.com"]);
  });

  it.each([
    [["  pgstack:parameters:", "    work_mem: 65536", '    jit: "off"', "    rds.logical_replication: 1"]],
    [["  pgstack:parameters: { work_mem: 65536, jit: 'off', rds.logical_replication: 1 }"]],
    [["  pgstack:parameters: work_mem=65536, jit=off, rds.logical_replication=1"]],
    [['  pgstack:parameters: \'{"work_mem":"65536","jit":"off","rds.logical_replication":"1"}\'']],
  ])("is a map as %j", (lines) => {
    expect(read(...lines)?.parameters).toEqual({
      work_mem: "65536",
      jit: "off",
      "rds.logical_replication": "1",
    });
  });

  it("may be empty", () => {
    expect(read("  pgstack:alarmEmails: []", "  pgstack:tags: {}")).toMatchObject({
      alarmEmails: [],
      tags: {},
    });
  });

  it.each([
    [
      "  pgstack:alarmEmails: [[ops@example.com]]",
      "not a list of single values; use a list, each an e-mail address such as ops@example.com",
    ],
    [
      "  pgstack:alarmEmails: { a: ops@example.com }",
      '{"a":"ops@example.com"}: no e-mail address; use an e-mail address such as ops@example.com',
    ],
    [
      "  pgstack:tags: [Team]",
      "not a map of single values; use a map of names and values, such as Team: shop",
    ],
    [
      "  pgstack:tags: { Team: { a: b } }",
      "not a map of single values; use a map of names and values, such as Team: shop",
    ],
    ["  pgstack:replicas: [1, 2]", "more than one value; give it a single one"],
  ])("is not %s", (line, problem) => {
    expect(messageOf(() => read(line))).toContain(problem);
  });

  it("keeps a secret to itself", () => {
    expect(messageOf(() => read("  pgstack:accountId:", "    secure: v1:Zm9v:YmFy"))).toBe(
      "Pulumi.prod.yaml: 1 setting needs a change\n  pgstack:accountId: (secret)  encrypted, and is no secret; write it as plain text",
    );
  });
});
