import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keys } from "../../../../settings/keys/keys.ts";
import type { ReadableKey } from "../../../../settings/keys/setting-key.ts";
import { projectRoot } from "../../../../settings/paths.ts";
import { productionKeys } from "../../../../settings/production/keys/production-keys.ts";
import { productionDefaults } from "../../../../settings/production/production-defaults.ts";

const shared = [
  "database",
  "adminUser",
  "embeddingDimensions",
  "indexBuilds",
  "foreignKeyIndexes",
  "guardrails",
] as const;

/** Defaults that are no value, or follow from another setting, in words. */
const inWords: Readonly<Record<string, string>> = {
  accountId: "any",
  applyImmediately: "as `allowMajorVersionUpgrade`",
  replicaDeletionProtection: "as `deletionProtection`",
  availabilityZones: "the region's a and b",
  vpcId: "none, a new one is made",
  iops: "the storage's own",
  storageThroughput: "the storage's own",
  availabilityZone: "AWS's choice",
  replicaInstanceClass: "the primary's",
  replicaAvailabilityZones: "the zones in turn, from the second",
  copyKmsKeyArn: "one that is made",
  githubRepository: "none",
  githubProviderArn: "one that is made",
  stateBucket: "none",
  stateKeyArn: "none",
};

const rows = readFileSync(join(projectRoot, "docs/production-settings.md"), "utf8")
  .split("\n")
  .map(
    (line) => /^\| `(?<name>\w+)` \| (?<value>.+?) \| (?<takes>.+?) \| (?<effect>.+?) \|$/.exec(line)?.groups,
  )
  .filter((row) => row !== undefined);
const rowOf = (name: string) => rows.find((row) => row.name === name);

const own: readonly ReadableKey<unknown>[] = Object.values(productionKeys);

describe("docs/production-settings.md", () => {
  it("has a row for each setting, once, and no other", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(productionKeys), ...shared].sort());
  });

  it.each([...own, ...shared.map((name) => keys[name])].map((key) => [key.name, key] as const))(
    "says what %s takes, and something about a change",
    (name, key) => {
      expect(rowOf(name)?.takes).toBe(key.allowed);
      expect(rowOf(name)?.effect?.length).toBeGreaterThan(10);
    },
  );

  it.each(own.map(({ name }) => name))("has the default of %s", (name) => {
    expect(rowOf(name)?.value).toBe(
      inWords[name] ?? shown(name, (productionDefaults as object as Record<string, unknown>)[name]),
    );
  });

  it.each(shared)("has the default of %s", (name) => {
    expect(rowOf(name)?.value).toBe(`\`${name === "guardrails" ? "false" : keys[name].default}\``);
  });
});

function shown(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "none" : `\`[${value.join(", ")}]\``;
  if (typeof value === "object") return "none";
  return /allocatedStorage$/i.test(name) ? `\`${value}GB\`` : `\`${value}\``;
}
