import { execFile } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPulumi } from "../../../cli/pulumi/find-pulumi.ts";
import { methodFacts } from "../../../provider/resources/index/checks/method-facts.ts";
import { optionFacts } from "../../../provider/resources/index/checks/option-facts.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { launcher } from "../../provider/plug-in.ts";
import { buildTime } from "./build-time.ts";
import { needsSdkTools } from "./sdk-tools.ts";

const run = promisify(execFile);

interface Type {
  readonly type?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly items?: Type;
  readonly additionalProperties?: Type;
  readonly properties?: Readonly<Record<string, Type>>;
  readonly enum?: readonly { readonly value: string }[];
  readonly willReplaceOnChanges?: boolean;
}
interface Schema {
  readonly types: Readonly<Record<string, Type>>;
  readonly resources: Readonly<
    Record<string, Type & { readonly inputProperties: Readonly<Record<string, Type>> }>
  >;
}

const folder = mkdtempSync(join(tmpdir(), "pgstack-sdk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let pulumi: (...args: string[]) => Promise<string>;
let schema: Schema;
beforeAll(async () => {
  const cli = (await findPulumi()).path;
  const env = { ...process.env, PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
  pulumi = async (...args) => (await run(cli, args, { env, cwd: folder, maxBuffer: 2 ** 26 })).stdout;
  schema = JSON.parse(await pulumi("package", "get-schema", launcher));
}, buildTime);

/** Every property of every resource and named type, by where it is. */
function properties(): [string, Type][] {
  const of = (where: string, all: Readonly<Record<string, Type>> = {}) =>
    Object.entries(all).map(([name, type]): [string, Type] => [`${where.split(":")[2]}.${name}`, type]);
  return [
    ...Object.entries(schema.resources).flatMap(([token, { inputProperties, properties: outputs }]) => [
      ...of(token, inputProperties),
      ...of(token, outputs),
    ]),
    ...Object.entries(schema.types).flatMap(([token, type]) => of(token, type.properties)),
  ];
}

/** What a property refers to, at any depth. */
function references(type: Type): string[] {
  const inner = [type.items, type.additionalProperties].filter((each) => each !== undefined);
  return [...(type.$ref === undefined ? [] : [type.$ref]), ...inner.flatMap(references)];
}

describe("the package's schema, as Pulumi binds it", () => {
  it("describes every resource, property and named type", () => {
    const named = [...Object.entries(schema.resources), ...Object.entries(schema.types), ...properties()];
    expect(named.length).toBeGreaterThan(200);
    expect(
      named.filter(([, { description = "" }]) => description.length < 5).map(([where]) => where),
    ).toEqual([]);
  });

  it("says what each property is, and any where it is truly any", () => {
    const any = properties().filter(([, type]) => references(type).includes("pulumi.json#/Any"));
    expect([...new Set(any.map(([where]) => where))].sort()).toEqual([
      "IndexKey.opclassParameters",
      "Migrations.variables",
      "RoleSettings.settings",
    ]);
    const untyped = properties().filter(
      ([, type]) =>
        type.$ref === undefined &&
        ((type.type === "object" && type.additionalProperties === undefined) ||
          (type.type === "array" && type.items === undefined)),
    );
    expect(untyped.map(([where]) => where)).toEqual([]);
    const named = new Set(Object.keys(schema.types).map((token) => `#/types/${token}`));
    const lost = properties()
      .flatMap(([, type]) => references(type))
      .filter((ref) => ref.startsWith("#") && !named.has(ref));
    expect(lost).toEqual([]);
  });

  it("has the methods and options that an index is checked for, and says what replaces it", () => {
    const typeOf = (name: string) => schema.types[`pgstack:index:${name}`];
    expect(typeOf("IndexMethod")?.enum?.map((word) => word.value)).toEqual(Object.keys(methodFacts));
    expect(Object.keys(typeOf("IndexStorage")?.properties ?? {}).sort()).toEqual(
      Object.keys(optionFacts).sort(),
    );
    const { inputProperties = {} } = schema.resources["pgstack:index:Index"] ?? {};
    const replacing = Object.entries(inputProperties).filter(
      ([, { willReplaceOnChanges: replaces }]) => replaces,
    );
    expect(replacing.map(([name]) => name).sort()).toEqual(["name", "schema"]);
  });
});

describe("an SDK that is generated from it", () => {
  const generate = async (language: string) => {
    await pulumi("package", "gen-sdk", launcher, "--language", language, "--out", folder);
    return join(folder, language);
  };

  it("compiles in TypeScript, and refuses a misspelt option", async (context) => {
    await needsSdkTools(context, "nodejs");
    const sdk = await generate("nodejs");
    symlinkSync(join(projectRoot, "node_modules"), join(sdk, "node_modules"));
    const program = (option: string) => `import { Index } from "./index";
      new Index("i", {
        schema: "s", name: "i", table: "t", method: "hnsw", with: { ${option}: 16 },
        keys: [{ column: "e", opclass: "vector_cosine_ops" }, { column: "a", order: "desc", nulls: "last" }],
      });`;
    writeFileSync(join(sdk, "right.ts"), program("m"));
    writeFileSync(join(sdk, "wrong.ts"), program("mm"));
    const config = readFileSync(join(sdk, "tsconfig.json"), "utf8");
    const compile = async (file: string) => {
      writeFileSync(join(sdk, "tsconfig.json"), config.replace('"index.ts"', `"index.ts", "${file}"`));
      const tsc = join(projectRoot, "node_modules/typescript/bin/tsc");
      return run(process.execPath, [tsc, "--noEmit", "-p", sdk]).then(
        () => "",
        (error: { stdout: string }) => error.stdout,
      );
    };
    expect(await compile("right.ts")).toBe("");
    expect(await compile("wrong.ts")).toMatch(
      /^\S*wrong\.ts.* 'mm' does not exist in type 'IndexStorageArgs/,
    );
  });

  it("compiles in Python, and is imported", async (context) => {
    await needsSdkTools(context, "python");
    const sdk = await generate("python");
    await run("python3", ["-m", "compileall", "-q", sdk]);
    // It asks for the version that it is installed as.
    mkdirSync(join(sdk, "pulumi_pgstack-0.1.0.dist-info"));
    writeFileSync(
      join(sdk, "pulumi_pgstack-0.1.0.dist-info/METADATA"),
      "Metadata-Version: 2.1\nName: pulumi_pgstack\nVersion: 0.1.0\n",
    );
    const program = `
import pulumi_pgstack as pgstack
key = pgstack.IndexKeyArgs(column="a", order=pgstack.IndexOrder.DESC)
print(pgstack.IndexMethod.HNSW.value, key.order.value, len([n for n in dir(pgstack) if n == "Index"]))`;
    const { stdout } = await run("python3", ["-c", program], { cwd: sdk });
    expect(stdout.trim()).toBe("hnsw desc 1");
  });

  it("compiles in Go", async (context) => {
    await needsSdkTools(context, "go");
    const sdk = await generate("go");
    // The versions that the CLI is built from: they are there.
    const tools = join(projectRoot, "tools/pulumi");
    const module = readFileSync(join(tools, "go.mod"), "utf8").replace(/^tool .*$/m, "");
    writeFileSync(
      join(sdk, "go.mod"),
      module.replace(/^module .*$/m, "module example.com/pulumi-pgstack/sdk/go"),
    );
    copyFileSync(join(tools, "go.sum"), join(sdk, "go.sum"));
    const env = { ...process.env, GOFLAGS: "-mod=mod" };
    await run("go", ["build", "./..."], { cwd: sdk, env });
    // The first time Pulumi's own SDK is compiled too.
  }, 600_000);
});
