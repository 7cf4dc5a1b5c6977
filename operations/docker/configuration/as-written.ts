import { createHash } from "node:crypto";
import { UserError } from "../../../errors/user-error.ts";
import type { ConfigurationPlace, Files } from "./place.ts";
import { readDigests } from "./read-digests.ts";

/** Whether a container's configuration is these files and no others; what they are made from may be gone itself. */
export async function asWritten(place: ConfigurationPlace, files: () => Files): Promise<boolean> {
  const wanted = entriesOf(files);
  if (wanted === undefined) return false;
  const found = await readDigests(place);
  return (
    found?.size === wanted.length &&
    wanted.every(([name, content]) => found.get(name) === createHash("sha256").update(content).digest("hex"))
  );
}

function entriesOf(files: () => Files): [string, string][] | undefined {
  try {
    return Object.entries(files());
  } catch (error) {
    if (UserError.isInstance(error)) return undefined;
    throw error;
  }
}
