import { UserError } from "../../errors/user-error.ts";
import { type AppliedMigration, type Migration, migrationLabel } from "./migration.ts";

/** What has to be done, in this order. */
export interface MigrationPlan {
  /** Newest first. */
  readonly rollBack: readonly AppliedMigration[];
  /** Oldest first. */
  readonly apply: readonly Migration[];
}

/**
 * Compares files with history.
 *
 * An applied migration that is no longer among the files (or above `target`) is to be rolled back, and with it
 * everything applied after it; the latter is applied again when its file is there.
 *
 * @param target the version to end at, 0 for none. @default the newest file
 * @throws UserError when an applied file was edited, a pending one is below the newest applied, or `target` is no version
 */
export function planMigrations(
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
  target?: number,
): MigrationPlan {
  const end = target ?? Number.POSITIVE_INFINITY;
  if (target !== undefined && target !== 0 && !files.some(({ version }) => version === target)) {
    throw new UserError(`there is no migration ${target}`, {
      where: "target",
      mend: `Give 0 to ${Math.max(0, ...files.map(({ version }) => version))}.`,
    });
  }

  const fileOf = new Map(files.map((file) => [migrationLabel(file), file]));
  const gone = applied.filter((row) => row.version > end || !fileOf.has(migrationLabel(row)));
  const firstGone = Math.min(Number.POSITIVE_INFINITY, ...gone.map(({ version }) => version));
  const kept = applied.filter(({ version }) => version < firstGone);

  const edits = kept.flatMap((row) => {
    const file = fileOf.get(migrationLabel(row));
    return file === undefined ? [] : editsOf(file, row);
  });
  if (edits.length > 0) throw edited(edits);

  const keptVersions = new Set(kept.map(({ version }) => version));
  const apply = files.filter(({ version }) => version <= end && !keptVersions.has(version));
  const newest = Math.max(0, ...keptVersions);
  const late = apply.filter(({ version }) => version < newest);
  if (late.length > 0) throw outOfOrder(late, newest);

  return {
    rollBack: applied.filter(({ version }) => version >= firstGone).sort((a, b) => b.version - a.version),
    apply: [...apply].sort((a, b) => a.version - b.version),
  };
}

/** How a file differs from what was applied, a line each: checksums, or else the values that were filled in. */
export function editsOf(file: Migration, row: AppliedMigration): string[] {
  const checksum = (script: Migration["up"], before: string) =>
    script.checksum === before
      ? []
      : [`${script.file}: applied with checksum ${before}, is ${script.checksum} now`];
  const names = new Set([...Object.keys(file.variables), ...Object.keys(row.variables)]);
  const values = [...names].sort().flatMap((name) => {
    const [before, now] = [row.variables[name], file.variables[name]];
    return before === now
      ? []
      : [`${file.up.file}: applied with ${name} = ${before ?? "none"}, is ${now ?? "none"} now`];
  });
  const scripts = [...checksum(file.up, row.upChecksum), ...checksum(file.down, row.downChecksum)];
  // A file that was edited may use other variables: one mistake, said once.
  return scripts.length > 0 ? scripts : values;
}

function edited(lines: readonly string[]): UserError {
  return new UserError(
    ["applied migrations differ from their files:", ...lines.map((line) => `  - ${line}`)].join("\n"),
    {
      where: "migrations",
      mend: "Put them back as they were applied, and make the change in a new migration.",
    },
  );
}

function outOfOrder(late: readonly Migration[], newest: number): UserError {
  return new UserError(
    `${late.map(({ up }) => up.file).join(", ")}: not applied, though number ${String(newest).padStart(4, "0")} is`,
    {
      where: "migrations",
      mend: "Give a new migration the next free number; if it was applied and its row in pgstack.migrations deleted, put the row back.",
    },
  );
}
