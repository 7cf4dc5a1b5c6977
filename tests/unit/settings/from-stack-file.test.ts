import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseStackFile, readStackFile } from "../../../settings/from-stack-file.ts";
import { messageOf } from "./message-of.ts";

const parse = (...lines: string[]) => parseStackFile("dev", `${lines.join("\n")}\n`);
const errorOf = (...lines: string[]) => messageOf(() => parse(...lines)).split("\n");

const oneMistake = "Pulumi.dev.yaml: 1 setting needs a change";
const port = "use auto, or a whole number from 1024 to 65535";

describe("parseStackFile", () => {
  it("gives the text of each of our keys", () => {
    const raw = parse(
      "# a comment",
      "config:",
      "  pgstack:port: 5433",
      '  pgstack:server: "auto" # another',
      "  pgstack:demoData: True",
      "  pgstack:config:demoScale: 2",
    );
    expect(raw).toEqual({ port: "5433", server: "auto", demoData: "true", demoScale: "2" });
  });

  it("leaves other namespaces and Pulumi's own entries alone", () => {
    const raw = parse(
      "secretsprovider: awskms://alias/x",
      "encryptedkey: abc",
      "encryptionsalt: v1:abc",
      "environment: [base]",
      "config:",
      "  aws:region: us-east-1",
      "  aws:defaultTags:",
      "    tags: { Application: pgstack }",
      "  pgstack:port: auto",
    );
    expect(raw).toEqual({ port: "auto" });
  });

  it.each(["", "# nothing yet\n", "config:\n", "config: {}\n", "encryptionsalt: v1:abc\n"])(
    "takes %j",
    (text) => {
      expect(parseStackFile("dev", text)).toEqual({});
    },
  );

  it("follows an anchor", () => {
    expect(parse("config:", "  pgstack:database: &name shop", "  pgstack:adminUser: *name")).toEqual({
      database: "shop",
      adminUser: "shop",
    });
  });

  it("lists the mistakes of the file and those of the values together", () => {
    expect(
      errorOf(
        "pgstack:memory: 1GB",
        "config:",
        "  pgstack:port: 5433",
        "  port: 5433",
        "  pgstack:port: 80",
        "  pgstak:server: auto",
        "  pgstack:demoScale: [1, 2]",
        "  pgstack:server:",
        "  pgstack:sever: auto",
      ),
    ).toEqual([
      "Pulumi.dev.yaml: 8 settings need a change",
      "  pgstack:port       there again on line 5; remove one of the two",
      "  pgstack:memory     not below config:; move it there, indented",
      "  port               not in the namespace pgstack:; write pgstack:port",
      "  pgstak:server      no namespace of ours; did you mean pgstack:server?",
      "  pgstack:demoScale  more than one value; give it a single one",
      `  pgstack:port: 80   below 1024; ${port}`,
      "  pgstack:server     has no value; use auto, docker, native or embedded, or remove the key",
      "  pgstack:sever      no such setting; did you mean pgstack:server?",
    ]);
  });

  it("does not show an encrypted value", () => {
    expect(errorOf("config:", "  pgstack:database:", "    secure: v1:Zm9v:YmFy")).toEqual([
      oneMistake,
      "  pgstack:database: (secret)  encrypted, and is no secret; write it as plain text",
    ]);
  });

  it("asks for plain digits where YAML knows other numbers", () => {
    expect(errorOf("config:", "  pgstack:port: 010000")).toEqual([
      oneMistake,
      `  pgstack:port: 010000  not in plain digits; ${port}`,
    ]);
  });

  it.each([
    [
      "config:\n  pgstack:\n    port: 1\n",
      "  pgstack  not in the namespace pgstack:; write the key in full, such as pgstack:port",
    ],
    ["confg:\n  pgstack:port: 1\n", "  confg  nothing Pulumi reads; did you mean config?"],
    [
      "config:\n  pgstack:port:5433\n",
      "  config  holds no settings; write one setting a line, indented, such as pgstack:port: 5433",
    ],
    ["- pgstack:port: 5433\n", "  config  not there; begin the file with a line config:"],
    ["a: 1\na: 2\n", "  a  there again on line 2; remove one of the two"],
  ])("says what is wrong with %j", (text, line) => {
    expect(messageOf(() => parseStackFile("dev", text)).split("\n")).toEqual([oneMistake, line]);
  });

  it.each([
    [
      "  pgstack:server: auto\n  pgstack:port:5433",
      "line 3, column 3: a key has a colon and a space after it",
    ],
    ["\tpgstack:port: 5433", "line 2, column 1: Tabs are not allowed as indentation"],
    ["  pgstack:database: @shop", "line 2, column 21: Plain value cannot start with reserved character @"],
    [
      "  pgstack:port: 5433\n   pgstack:server: auto",
      "line 2, column 17: a colon in a value (put the value in quotes), or the next line is indented too far",
    ],
  ])("says where %j is no YAML", (lines, fault) => {
    expect(errorOf("config:", lines)).toEqual([
      "Pulumi.dev.yaml: not valid YAML",
      `  ${fault}`,
      "  Write one setting a line below config:, indented by two spaces, such as pgstack:port: 5433",
    ]);
  });

  it("does not quote the text of a file that is no YAML", () => {
    const message = errorOf("config:", '  pgstack:password: "hunter2', "  x").join("\n");
    expect(message).toContain("not valid YAML");
    expect(message).not.toContain("hunter2");
  });
});

describe("readStackFile", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pgstack-stack-file-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("reads the file of the stack, relative paths from its folder", () => {
    writeFileSync(join(root, "file"), "");
    writeFileSync(join(root, "Pulumi.dev.yaml"), "config:\n  pgstack:dataFolder: file\n");
    expect(messageOf(() => readStackFile("dev", root)).split("\n")).toEqual([
      oneMistake,
      "  pgstack:dataFolder: file  not a folder; use a folder for data alone, such as .pgstack/data",
    ]);
  });

  it("skips a byte-order mark, as Pulumi does", () => {
    writeFileSync(join(root, "Pulumi.dev.yaml"), "\ufeffconfig:\n  pgstack:port: 5433\n");
    expect(readStackFile("dev", root)).toEqual({ port: "5433" });
  });

  it("names the files there are when the stack has none", () => {
    for (const stack of ["prod", "dev"]) writeFileSync(join(root, `Pulumi.${stack}.yaml`), "");
    writeFileSync(join(root, "Pulumi.yaml"), "");
    expect(messageOf(() => readStackFile("dve", root))).toBe(
      "Pulumi.dve.yaml: no such file: the stacks here are dev and prod\n" +
        "  Did you mean dev? For a new stack, copy Pulumi.dev.yaml to Pulumi.dve.yaml.",
    );
    expect(messageOf(() => readStackFile("qa", root))).toBe(
      "Pulumi.qa.yaml: no such file: the stacks here are dev and prod\n" +
        "  For a new stack, copy Pulumi.dev.yaml to Pulumi.qa.yaml.",
    );
  });

  it("says so when no stack has a file", () => {
    expect(messageOf(() => readStackFile("dev", root))).toBe(
      "Pulumi.dev.yaml: no such file: no stack has one here\n  For a new stack, make Pulumi.dev.yaml.",
    );
  });

  it("says so when the file is none", () => {
    mkdirSync(join(root, "Pulumi.dev.yaml"));
    expect(messageOf(() => readStackFile("dev", root))).toBe(
      "Pulumi.dev.yaml: cannot be read (EISDIR)\n  Make it a file you may read.",
    );
  });

  it("refuses what is no stack's name before it looks for a file", () => {
    expect(messageOf(() => readStackFile("../dev", root))).toMatch(
      /^stack \.\.\/dev: the name has "\/" in it/,
    );
  });
});
