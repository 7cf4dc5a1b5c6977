import { describe, expect, it } from "vitest";
import { readSettings } from "../../../settings/read.ts";
import { messageOf } from "./message-of.ts";

const head = "Pulumi.dev.yaml: 1 setting needs a change\n";
const port = "use auto, or a whole number from 1024 to 65535";
const size = "use a size from 256MB to 1024GB, such as 512MB or 1GiB";
const kinds = "use auto, docker, native or embedded";
const image = "use own, or an image's name such as pgvector/pgvector:pg17";
const programs = "use auto, or the whole path of a folder that holds initdb and postgres";
const name = "use at most 63 of a-z, 0-9 and _, a letter first";
const folder = "use a folder for data alone, such as .pgstack/data";

describe("a bad setting", () => {
  it.each([
    ["sever", "auto", "  pgstack:sever  no such setting; did you mean pgstack:server?"],
    ["adminPassword", "hunter2", "  pgstack:adminPassword  no such setting; Pulumi.yaml lists the settings"],
    ["server", "oracle", `  pgstack:server: oracle  no server of this kind; ${kinds}`],
    ["server", "rds", `  pgstack:server: rds  for production only; ${kinds}`],
    ["multiAz", "true", "  pgstack:multiAz  for production only; remove it: Pulumi.prod.yaml is its place"],
    ["server", "Embeded", "  pgstack:server: Embeded  no server of this kind; did you mean embedded?"],
    ["server", "dokcer", "  pgstack:server: dokcer  no server of this kind; did you mean docker?"],
    ["image", "My Image", `  pgstack:image: My Image\n      not the name of an image; ${image}`],
    [
      "image",
      "pgvector/pgvector:",
      `  pgstack:image: pgvector/pgvector:\n      not the name of an image; ${image}`,
    ],
    ["image", "-v", `  pgstack:image: -v  not the name of an image; ${image}`],
    ["image", "a@sha256:0f", `  pgstack:image: a@sha256:0f\n      not the name of an image; ${image}`],
    ["image", "", `  pgstack:image  has no value; ${image}, or remove the key`],
    ["postgresBin", "bin", `  pgstack:postgresBin: bin\n      not a whole path; ${programs}`],
    ["postgresBin", "~/pg/bin", `  pgstack:postgresBin: ~/pg/bin\n      not a whole path; ${programs}`],
    ["postgresBin", "", `  pgstack:postgresBin\n      has no value; ${programs}, or remove the key`],
    ["port", "0", `  pgstack:port: 0  below 1024; ${port}`],
    ["port", "80", `  pgstack:port: 80  below 1024; ${port}`],
    ["port", "70000", `  pgstack:port: 70000  above 65535; ${port}`],
    ["port", "abc", `  pgstack:port: abc  not a number; ${port}`],
    ["port", "5432.5", `  pgstack:port: 5432.5  not a whole number; ${port}`],
    ["port", "05433", `  pgstack:port: 05433  not in plain digits; ${port}`],
    ["port", " ", `  pgstack:port: " "  not a number; ${port}`],
    ["port", "", `  pgstack:port  has no value; ${port}, or remove the key`],
    ["memory", "4 apples", `  pgstack:memory: 4 apples  not a size; ${size}`],
    ["memory", "512", `  pgstack:memory: 512  without a unit; ${size}`],
    ["memory", "1MB", `  pgstack:memory: 1MB  below 256MB; ${size}`],
    ["memory", "2TB", `  pgstack:memory: 2TB  above 1024GB; ${size}`],
    ["cpus", "0", `  pgstack:cpus: 0  below 1; use auto, or a whole number from 1 to 128`],
    [
      "storage",
      "20",
      "  pgstack:storage: 20  without a unit; use a size from 1GB to 16384GB, such as 20GB or 100GB",
    ],
    ["profile", "laptpo", "  pgstack:profile: laptpo  no profile; did you mean laptop?"],
    [
      "profile",
      "huge",
      "  pgstack:profile: huge  no profile; use laptop, production, writes, workstation or vector",
    ],
    ["replicas", "6", "  pgstack:replicas: 6  above 5; use a whole number from 0 to 5"],
    [
      "synchronousReplication",
      "true",
      "  pgstack:synchronousReplication: true  there is no replica to wait for; set pgstack:replicas to 1 or more",
    ],
    ["database", 'a"b', '  pgstack:database: a"b  has a double quote; use a-z, 0-9 and _ only, such as a_b'],
    [
      "database",
      "My DB",
      "  pgstack:database: My DB  has upper case and a space; use a-z, 0-9 and _ only, such as my_db",
    ],
    ["database", "9db", "  pgstack:database: 9db  starts with a digit; use a-z, 0-9 and _ only, such as db"],
    [
      "database",
      "_db",
      "  pgstack:database: _db  starts with an underscore; use a-z, 0-9 and _ only, such as db",
    ],
    ["database", "é", `  pgstack:database: é  has the character é; ${name}`],
    [
      "database",
      "a\u001b[31mb",
      '  pgstack:database: "a\\u001b[31mb"\n      has an unprintable character and the character [; use a-z, 0-9 and _ only, such as a_31mb',
    ],
    ["database", "Postgres", `  pgstack:database: Postgres  has upper case; ${name}`],
    ["database", "postgres", "  pgstack:database: postgres  PostgreSQL's own database; use another name"],
    [
      "database",
      "template1",
      "  pgstack:database: template1  PostgreSQL's template for new databases; use another name",
    ],
    [
      "database",
      "pg_data",
      "  pgstack:database: pg_data  pg_ begins PostgreSQL's own names; use another name",
    ],
    ["database", "order", "  pgstack:database: order  a word of the SQL language; use another name"],
    [
      "database",
      "a".repeat(64),
      `  pgstack:database: ${"a".repeat(39)}…\n      64 bytes long, PostgreSQL takes 63; ${name}`,
    ],
    [
      "adminUser",
      "pg_admin",
      "  pgstack:adminUser: pg_admin  pg_ begins PostgreSQL's own names; use another name",
    ],
    ["adminUser", "postgres", "  pgstack:adminUser: postgres  PostgreSQL's own superuser; use another name"],
    ["adminUser", "mcp_app", "  pgstack:adminUser: mcp_app  a role of model/database.ts; use another name"],
    [
      "adminUser",
      "rds_admin",
      "  pgstack:adminUser: rds_admin  rds_ begins Amazon RDS's own names; use another name",
    ],
    ["adminUser", "public", "  pgstack:adminUser: public  a word of the SQL language; use another name"],
    ["adminUser", "none", "  pgstack:adminUser: none  a word of the SQL language; use another name"],
    [
      "adminUser",
      "current_user",
      "  pgstack:adminUser: current_user  a word of the SQL language; use another name",
    ],
    [
      "embeddingDimensions",
      "3000",
      "  pgstack:embeddingDimensions: 3000  above 2000; use a whole number from 1 to 2000",
    ],
    ["demoScale", "0", "  pgstack:demoScale: 0  below 1; use a whole number from 1 to 1000"],
    ["demoScale", "-1", "  pgstack:demoScale: -1  below 1; use a whole number from 1 to 1000"],
    [
      "demoSeed",
      "0x10",
      "  pgstack:demoSeed: 0x10  not in plain digits; use a whole number from 0 to 2147483647",
    ],
    [
      "foreignKeyIndexes",
      "maybe",
      "  pgstack:foreignKeyIndexes: maybe  neither true nor false; use true or false",
    ],
    ["demoData", "yes", "  pgstack:demoData: yes  neither true nor false; use true or false"],
    ["dataFolder", "  ", `  pgstack:dataFolder: "  "  empty; ${folder}`],
    ["dataFolder", "a\0b", `  pgstack:dataFolder: "a\\u0000b"\n      has a NUL character in it; ${folder}`],
    ["dataFolder", "~/pg", "  pgstack:dataFolder: ~/pg  ~ means nothing here; write the folder's whole path"],
    ["dataFolder", "/", `  pgstack:dataFolder: /  has the project in it; ${folder}`],
    ["dataFolder", ".", `  pgstack:dataFolder: .  the project's own folder; ${folder}`],
    ["dataFolder", "package.json", `  pgstack:dataFolder: package.json  not a folder; ${folder}`],
  ])("%s: %j", (key, given, line) => {
    expect(messageOf(() => readSettings("dev", { [key]: given }))).toBe(head + line);
  });

  it("is listed with all others, in the order of the file", () => {
    const raw = {
      sever: "x",
      port: "80",
      database: "My DB",
      demoScale: "0",
      foreignKeyIndexes: "maybe",
      server: "auto",
      dataFolder: "/",
      data_folder: "x",
    };
    expect(messageOf(() => readSettings("dev", raw))).toBe(
      [
        "Pulumi.dev.yaml: 7 settings need a change",
        "  pgstack:sever                     no such setting; did you mean pgstack:server?",
        `  pgstack:port: 80                  below 1024; ${port}`,
        "  pgstack:database: My DB           has upper case and a space; use a-z, 0-9 and _ only, such as my_db",
        "  pgstack:demoScale: 0              below 1; use a whole number from 1 to 1000",
        "  pgstack:foreignKeyIndexes: maybe  neither true nor false; use true or false",
        `  pgstack:dataFolder: /             has the project in it; ${folder}`,
        "  pgstack:data_folder               no such setting; did you mean pgstack:dataFolder?",
      ].join("\n"),
    );
  });

  it("never shows a value that is encrypted, nor one of an unknown key", () => {
    const raw = { database: "S3cret Pass", password: "hunter2" };
    expect(messageOf(() => readSettings("dev", raw, { secretKeys: new Set(["database", "password"]) }))).toBe(
      [
        "Pulumi.dev.yaml: 2 settings need a change",
        "  pgstack:database: (secret)  encrypted, and is no secret; write it as plain text",
        "  pgstack:password            no such setting; Pulumi.yaml lists the settings",
      ].join("\n"),
    );
  });
});
