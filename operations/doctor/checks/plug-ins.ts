import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Finding } from "../finding.ts";

/** Plug-ins that other kinds of servers than the embedded one need. */
const wanted = ["docker", "postgresql", "random"];

/** Which of Pulumi's plug-ins are installed, in the newest version of each. */
export function checkPlugIns(): Finding {
  const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  const there = list(join(home, "plugins"));
  const found = wanted.map((plugIn) => {
    const versions = there
      .map((entry) => new RegExp(`^resource-${plugIn}-v(?<version>[\\d.]+)$`).exec(entry)?.groups?.version)
      .filter((version) => version !== undefined)
      .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    return `${plugIn} ${versions[0] ?? "none"}`;
  });
  return {
    name: "Other plug-ins",
    level: "ok",
    found: `${found.join(", ")}; the embedded server needs none`,
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
