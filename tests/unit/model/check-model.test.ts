import { describe, expect, it } from "vitest";
import { checkModel } from "../../../model/check-model.ts";
import { creatorsOf } from "../../../model/creators-of.ts";
import { credentialLimits, credentialOf } from "../../../model/credential-of.ts";
import { database } from "../../../model/database.ts";
import type { DatabaseModel, Schema } from "../../../model/database-model.ts";
import type { Role } from "../../../model/role.ts";

const roles: readonly Role[] = [
  { name: "own", comment: "" },
  { name: "migrator", comment: "", login: true, memberOf: ["deployers"] },
  { name: "deployers", comment: "", memberOf: ["own"] },
  { name: "app", comment: "", login: true },
];
const schema: Schema = { name: "s", owner: "own", comment: "", grants: [], indexes: [] };

function mistakes(
  changes: { roles?: readonly Role[]; schema?: Partial<Schema> } & Partial<DatabaseModel>,
): string {
  const { schema: changed, ...rest } = changes;
  try {
    checkModel({ extensions: [], roles, schemas: [{ ...schema, ...changed }], ...rest });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}
const withRole = (role: Partial<Role>) =>
  mistakes({ roles: [...roles, { name: "x", comment: "", ...role }] });

describe("checkModel", () => {
  it("has nothing against the project's own model", () => {
    expect(() => checkModel(database({ foreignKeyIndexes: true, embeddingDimensions: 3 }))).not.toThrow();
  });

  it.each([
    ["pg_execute_server_program", "which leads to the server's files and programs: RDS gives it to nobody"],
    ["rds_superuser", "which is RDS's own; a role that logs in by IAM has credential: iam"],
    [
      "pg_read_all_stats",
      "which RDS's administrator cannot give; it gives pg_checkpoint, pg_create_subscription, ",
    ],
    ["nobody", "which is not declared"],
  ])("refuses a member of %s", (group, why) => {
    expect(withRole({ memberOf: [group] })).toContain(`role x: is a member of ${group}, ${why}`);
  });

  it.each([
    [{ shared_buffers: "1GB" }, "shared_buffers is of the whole server and no role's"],
    [{ session_preload_libraries: "x" }, "session_preload_libraries is for a superuser to set"],
    [{ "work mem": 1 }, '"work mem" is no name of a parameter'],
    [{ work_mem: "" }, "work_mem must be a text, a number, true, false or a list of names"],
  ])("refuses settings %o", (settings, why) => {
    expect(withRole({ login: true, settings })).toContain(`role x: settings: ${why}`);
  });

  it("takes parameters of extensions by their names", () => {
    expect(
      withRole({ login: true, settings: { "hnsw.ef_search": 100, "auto_explain.log_timing": false } }),
    ).toBe("");
  });

  it("refuses a way to log in for a role that does not", () => {
    expect(withRole({ credential: "iam" })).toContain(
      "role x: credential iam is of a role that logs in: set login",
    );
  });

  it("names every role that is not declared, where it is named", () => {
    const given = {
      owner: "a",
      grants: [{ role: "b" }],
      creators: ["c"],
      masks: [{ table: "t", columns: ["d"], hiddenFrom: ["e"] }],
      rowSecurity: [{ table: "t" }],
      policies: [{ table: "t", name: "p", roles: ["f"], using: "true" }],
    };
    expect(
      mistakes({ schema: given, access: { temporary: ["g"], publicSchema: ["h"] } }).split("\n"),
    ).toEqual([
      "schema s: owner: there is no role a",
      "schema s: grants: there is no role b",
      "schema s: creators: there is no role c",
      "schema s: mask of t: there is no role e",
      "schema s: policy p: there is no role f",
      "access.temporary: there is no role g",
      "access.publicSchema: there is no role h",
      "  Correct model/database.ts.",
    ]);
  });

  it("refuses two partition sets of one table, and an archive that is no schema", () => {
    const set = { table: "t", interval: "month" } as const;
    const partitions = [
      set,
      { ...set, retired: { schema: "archive" } },
      { ...set, table: "u", retired: { schema: "s" } },
    ];
    expect(mistakes({ schema: { partitions } }).split("\n")).toEqual([
      "schema s: partitions: t has two sets",
      "schema s: partitions of t: there is no schema archive to move them to",
      "  Correct model/database.ts.",
    ]);
  });

  it("refuses a mask that a membership leads round", () => {
    const reader: Role = { name: "reader", comment: "", memberOf: ["app", "pg_read_all_data"] };
    const grants = [
      { role: "app", tables: ["SELECT"] },
      { role: "reader", tables: ["SELECT"] },
    ] as const;
    const masks = [{ table: "t", columns: ["c"], hiddenFrom: ["reader"] }];
    expect(mistakes({ roles: [...roles, reader], schema: { grants, masks } }).split("\n")).toEqual([
      "schema s: mask of t: reader is a member of app, which reads every column",
      "schema s: mask of t: reader is a member of pg_read_all_data, which reads every column",
      "  Correct model/database.ts.",
    ]);
  });
});

describe("creatorsOf", () => {
  it("is the owner, whoever may CREATE, their members, and the administrator", () => {
    const grants = [{ role: "app", schema: ["USAGE", "CREATE"] }] as const;
    expect(creatorsOf({ ...schema, grants }, roles, "boss")).toEqual([
      "own",
      "migrator",
      "deployers",
      "app",
      "boss",
    ]);
    expect(creatorsOf(schema, roles)).toEqual(["own", "migrator", "deployers"]);
    expect(creatorsOf({ ...schema, creators: ["own"] }, roles, "boss")).toEqual(["own"]);
  });
});

describe("credentialOf", () => {
  const iam: Role = { name: "x", comment: "", login: true, credential: "iam" };
  it("is IAM where there is IAM, and a password on a server of this machine without", () => {
    expect(credentialOf(iam, { kind: "rds", iam: true })).toBe("iam");
    expect(credentialOf(iam, { kind: "docker", iam: false })).toBe("password");
    expect(credentialLimits([iam], { kind: "docker", iam: false })).toEqual([
      "there is no IAM: x logs in by a generated password here",
    ]);
    expect(credentialLimits([iam], { kind: "rds", iam: true })).toEqual([]);
  });

  it("is that of the server where a role declares none, and nothing is said of it", () => {
    const unset: Role = { name: "x", comment: "", login: true };
    expect(credentialOf(unset, { kind: "rds", iam: true })).toBe("iam");
    expect(credentialOf(unset, { kind: "rds", iam: false })).toBe("password");
    expect(credentialOf(unset, { kind: "docker", iam: false })).toBe("password");
    expect(credentialLimits([unset], { kind: "docker", iam: false })).toEqual([]);
    expect(credentialOf({ ...unset, credential: "password" }, { kind: "rds", iam: true })).toBe("password");
    expect(credentialOf({ name: "x", comment: "" }, { kind: "rds", iam: true })).toBe("none");
  });

  it("is refused where a server in production has none", () => {
    expect(() => credentialOf(iam, { kind: "rds", iam: false })).toThrow(
      "role x: logs in by IAM, and the rds server has no IAM authentication",
    );
  });
});
