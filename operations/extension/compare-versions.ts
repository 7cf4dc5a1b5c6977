import type { ExtensionVersionsRow } from "../../sql/extension/read-versions.ts";

/** What is declared of one extension: a version, `latest`, or `any` for one that is watched alone. */
export interface DeclaredVersion {
  readonly name: string;
  readonly version: string;
}

/** What an extension's version has to become, or why it cannot. */
export interface VersionChange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The server beside the declaration. */
export interface ComparedVersions {
  readonly changes: readonly VersionChange[];
  /** What is declared and cannot be, a sentence each with what to do. */
  readonly problems: readonly string[];
  /** What is behind the server, with no version declared. */
  readonly behind: readonly VersionChange[];
}

/** Versions shown of one extension; pgvector alone has thirty. */
const shown = 6;

/** Compares what is installed and what the server brings with what is declared; what is not installed yet has no change. */
export function compareVersions(
  declared: Readonly<Record<string, string>>,
  rows: readonly ExtensionVersionsRow[],
): ComparedVersions {
  const [changes, problems, behind]: [VersionChange[], string[], VersionChange[]] = [[], [], []];
  for (const { name, installed, newest, available, reachable } of rows) {
    const wanted = declared[name] ?? "any";
    const to = wanted === "latest" || wanted === "any" ? newest : wanted;
    // That the server does not bring it at all is said by who makes it.
    if (to === null || to === installed) continue;
    const isReachable = reachable.includes(to);
    if (wanted === "any") {
      if (installed !== null && isReachable) behind.push({ name, from: installed, to });
    } else if (!available.includes(to) && !isReachable) {
      const last = available.slice(-shown).join(", ");
      const all = available.length > shown ? `… ${last}` : last;
      problems.push(
        `${name} ${to} is not on the server, which has ${all === "" ? "none" : all}: declare one of them`,
      );
    } else if (installed !== null && !isReachable) {
      problems.push(
        `${name} is ${installed}, and the server has no way from there to ${to}: extensions are not downgraded; declare ${installed}, or take version out`,
      );
    } else if (installed !== null) {
      changes.push({ name, from: installed, to });
    }
  }
  return { changes, problems, behind };
}
