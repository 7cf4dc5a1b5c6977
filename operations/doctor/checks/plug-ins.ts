import type { ServerChoice, ServerKind } from "../../../settings/settings.ts";
import type { Finding } from "../finding.ts";
import type { FoundPlugIn } from "../plug-ins-of-kinds.ts";

/**
 * Which of Pulumi's plug-ins are installed, and which kinds of servers need those that are not.
 * @param server the kind the stack has or is to have; `auto` takes one whose plug-ins are to be had
 */
export function checkPlugIns(plugIns: readonly FoundPlugIn[], server: ServerChoice | undefined): Finding {
  const installed = plugIns.filter((plugIn) => plugIn.installed);
  const missing = plugIns.filter((plugIn) => !plugIn.installed);
  const found = [
    installed.map(named).join(", "),
    missing.length === 0 ? "" : `not installed: ${missing.map(withKinds).join(", ")}`,
  ];
  const finding = { name: "Other plug-ins", found: found.filter(Boolean).join("; ") };
  const needed = missing.filter(({ kinds }) => kinds.includes(server as ServerKind));
  if (needed.length === 0) return { ...finding, level: "ok" };
  if (needed.every(({ obtainable }) => obtainable))
    return { ...finding, level: "warn", mend: "The next `npm run up` downloads what it needs." };
  return {
    ...finding,
    level: "fail",
    mend:
      "Connect to the internet, or install each from a file: " +
      "`pulumi plugin install resource <name> <version> --file <file>`.",
  };
}

function named({ name, version }: FoundPlugIn): string {
  return `${name} ${version}`;
}

/** The kinds stand after the last of those that have them in common. */
function withKinds(plugIn: FoundPlugIn, at: number, missing: readonly FoundPlugIn[]): string {
  const kinds = plugIn.kinds.join(", ");
  return missing[at + 1]?.kinds.join(", ") === kinds ? named(plugIn) : `${named(plugIn)} (for ${kinds})`;
}
