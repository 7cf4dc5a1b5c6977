import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** The versions of the CLI that Pulumi.yaml allows, as a semver range (`requiredPulumiVersion`). */
export function requiredVersion(root: string = projectRoot): string {
  const text = readFileSync(join(root, "Pulumi.yaml"), "utf8");
  const range = /^requiredPulumiVersion:\s*["']?(?<range>[^"'\n]+)/m.exec(text)?.groups?.range;
  if (range === undefined) throw new Error("Pulumi.yaml has no requiredPulumiVersion");
  return range.trim();
}
