import type { ReindexReport, ReindexResult } from "../../../operations/index/reindex/reindex-indexes.ts";
import { sizeWords } from "../../../operations/index/size/size-words.ts";
import type { SessionSight } from "../../../sql/migration/session-sight.ts";
import { duration } from "../engine-text.ts";
import type { Styler } from "../style.ts";

/** What is under way, as a line that the next one overwrites. */
export function progressLine(index: string, sight: SessionSight | undefined): string {
  const { phase = null, done = null, blockers = [] } = sight ?? {};
  const share = done === null ? "" : ` ${Math.floor(done * 100)} %`;
  const whom = blockers.length === 0 ? "" : `, waiting for ${blockers.join(", ")}`;
  return `${index}${phase === null ? "" : `: ${phase}${share}`}${whom}`;
}

/** A line that stays. */
export function resultLine(
  { schema, name, did, before, after, took, reason }: ReindexResult,
  style: Styler,
): string {
  const index = `${schema}.${name}`;
  switch (did) {
    case "rebuilt":
      return `  ${style.green("✓")} ${index}  ${sizeWords(before)} -> ${sizeWords(after)}  ${style.dim(duration(took))}`;
    case "dropped":
      return `  ${style.green("-")} ${index}  ${sizeWords(before)} of a rebuild that failed once`;
    case "failed":
      return `  ${style.red("✗")} ${index}  ${reason ?? ""}`;
  }
}

/** What would be run. */
export function reindexPlan(
  statements: readonly string[],
  skipped: readonly string[],
  style: Styler,
): string {
  if (statements.length === 0) return [nothing(style), ...skippedLines(skipped)].join("\n");
  return [...statements.map((sql) => `${style.cyan(sql)};`), ...skippedLines(skipped)].join("\n");
}

/** What a run did, in a line, and below what somebody has to see to. */
export function reindexSummary({ results, skipped, changed }: ReindexReport, style: Styler): string {
  const of = (did: ReindexResult["did"]) => results.filter((result) => result.did === did);
  const saved = results.reduce((sum, { before, after }) => sum + before - after, 0);
  const counts = [
    ...(of("rebuilt").length > 0 ? [`${of("rebuilt").length} built anew`] : []),
    ...(of("dropped").length > 0 ? [`${of("dropped").length} left over dropped`] : []),
    ...(of("failed").length > 0
      ? [`${of("failed").length} failed, and ${of("failed").length === 1 ? "is" : "are"} as before`]
      : []),
    ...(saved > 0 ? [`${sizeWords(saved)} given back`] : []),
  ];
  const head = counts.length === 0 ? nothing(style) : style.bold(`${counts.join(", ")}.`);
  const others = changed.map((name) => style.yellow(`${name} changed meanwhile, by somebody else.`));
  return [head, ...skippedLines(skipped.map(({ schema, name }) => `${schema}.${name}`)), ...others].join(
    "\n",
  );
}

function skippedLines(skipped: readonly string[]): string[] {
  return skipped.map(
    (name) => `${name} is left out: PostgreSQL builds none of an exclusion constraint anew concurrently.`,
  );
}

function nothing(style: Styler): string {
  return style.green("No index calls for it.");
}
