import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readStackFile } from "../../../settings/from-stack-file.ts";
import { fullKey, keys, namespace, undeclaredKeys } from "../../../settings/keys/keys.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { readSettings } from "../../../settings/read.ts";

interface DeclaredKey {
  readonly type: string;
  readonly description: string;
  readonly default: unknown;
}

const text = readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8");
const project = parse(text);
const declared = project.config as Record<string, DeclaredKey>;

const inDeclaration = Object.values(keys).filter(
  ({ name }) => !(undeclaredKeys as readonly string[]).includes(name),
);

/** What the engine takes for a default of the type. */
const scalarOf: Record<string, string> = { string: "string", integer: "number", boolean: "boolean" };

describe("Pulumi.yaml", () => {
  it("declares the keys that settings/ reads, in the same order, and no other", () => {
    expect(Object.keys(declared)).toEqual(inDeclaration.map(({ name }) => fullKey(name)));
  });

  it("tells of the keys with another default in production in a comment, as their default would reach every stack", () => {
    for (const name of undeclaredKeys) {
      const { allowed, default: value } = keys[name];
      const line = new RegExp(`#   ${fullKey(name)} +(?<text>.*\\n(?:# {20,}.*\\n)*)`).exec(text)?.groups
        ?.text;
      const words = line?.replaceAll(/\n# */g, " ").trim();
      expect(words).toContain(allowed);
      expect(words?.endsWith(`${value} by default.`)).toBe(true);
    }
  });

  it.each(inDeclaration.map((key) => [key.name, key] as const))(
    "says of %s what settings/ says",
    (name, key) => {
      const { type, description, default: value, ...rest } = declared[fullKey(name)] as DeclaredKey;
      expect(name).toBe(key.name);
      expect(type).toBe(key.type);
      expect(String(value)).toBe(key.default);
      expect(typeof value).toBe(scalarOf[type]);
      expect(description).toContain(key.allowed);
      expect(rest).toEqual({});
    },
  );

  it.each(Object.entries(keys))("has a default for %s that settings/ takes", (name, key) => {
    expect(key.name).toBe(name);
    expect(key.parse(key.default)).not.toHaveProperty("problem");
  });

  it("is the project whose name is the keys' namespace, run by Node as it is", () => {
    expect(project.name).toBe(namespace);
    expect(project.runtime).toEqual({ name: "nodejs", options: { typescript: false } });
    expect(project.plugins).toEqual({ providers: [{ name: "pgstack", path: "./provider/bin" }] });
  });

  it("names no back end, which would hold for every stack", () => {
    expect(project).not.toHaveProperty("backend");
  });
});

describe("the stack files of the repository", () => {
  it("give stack dev a server of the machine's choice and demo data", () => {
    const { server, port, demoData } = readSettings("dev", readStackFile("dev"));
    expect({ server, port, demoData }).toEqual({
      server: "auto",
      port: "auto",
      demoData: { scale: 1, seed: 42 },
    });
  });

  it("give stack prod its names and no demo data", () => {
    const { environment, database, adminUser, demoData } = readSettings("prod", readStackFile("prod"));
    expect({ environment, database, adminUser, demoData }).toEqual({
      environment: "prod",
      database: "mcp_db",
      adminUser: "mcp_admin",
      demoData: undefined,
    });
  });
});
