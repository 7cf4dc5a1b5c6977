import type { Finding } from "../finding.ts";

/** Since 22.18 Node runs TypeScript without a flag, which is how everything here is run. */
const least = { major: 22, minor: 18 };

export function checkNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const name = "Node.js";
  if (major > least.major || (major === least.major && minor >= least.minor))
    return { name, level: "ok", found: version };
  return {
    name,
    level: "fail",
    found: `${version}, too old`,
    mend: "Run `npm ci`: it brings a newer one for this project.",
  };
}
