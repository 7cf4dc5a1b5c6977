import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** The folder the project's own image is built from. */
export const ownImageFolder: string = join(projectRoot, "images", "postgres");

/** PostgreSQL in `images/postgres`; owned by its Dockerfile. */
export const ownImageMajor = 17;

/** The image's name: another content, another tag, so that a change of its files builds and replaces. */
export function ownImageName(folder: string = ownImageFolder): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".md"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(file.slice(folder.length)).update("\0").update(readFileSync(file)).update("\0");
  return `pgstack/postgres:${ownImageMajor}-${hash.digest("hex").slice(0, 12)}`;
}
