import type { MigrationProgress } from "../../operations/migrate/migration-progress.ts";
import { progressWords } from "../../operations/migrate/progress-words.ts";
import { duration } from "./engine-text.ts";
import type { Spinner } from "./spinner.ts";
import type { Styler } from "./style.ts";

/** Shows one schema's migrations as they run: a line for each that is done, and below them what is under way. */
export function showMigrations(
  spinner: Spinner,
  schema: string,
  style: Styler,
): (progress: MigrationProgress) => void {
  return (progress) => {
    if (progress.event === "finished") {
      spinner.print(stepLine(progress, schema, style, style.dim(duration(progress.durationMs))));
    } else if (progress.event === "restored") {
      for (const label of progress.labels)
        spinner.print(`  ${style.yellow("=")} ${schema} ${label}: its row is in the history again`);
    } else spinner.show(`${schema}: ${progressWords(progress)}`);
  };
}

/** `+ commerce 0003_add_note`, with what is to be said of it. */
export function stepLine(
  { direction, label }: { readonly direction: "up" | "down"; readonly label: string },
  schema: string,
  style: Styler,
  note = "",
): string {
  const mark = direction === "up" ? style.green("+") : style.red("-");
  return `  ${mark} ${`${schema} ${label}`.padEnd(44)} ${note}`.trimEnd();
}

/** `1 migration`, `2 migrations`. */
export function countOf(count: number): string {
  return `${count} ${count === 1 ? "migration" : "migrations"}`;
}
