import Table from "cli-table3";
import type { MigrationState, MigrationStatus } from "../../operations/migrate/migration-status.ts";
import { duration } from "./engine-text.ts";
import { noBorders } from "./no-borders.ts";
import type { Styler } from "./style.ts";

const colours = {
  applied: "green",
  pending: "cyan",
  edited: "red",
  missing: "red",
  restorable: "yellow",
} as const satisfies Record<MigrationState, keyof Styler>;

/** What to do about a state, once for all that are in it. */
const mends: Partial<Record<MigrationState, string>> = {
  pending: "`npx pgstack up` or `npx pgstack migrate up` applies what is pending.",
  edited: "An applied file stays as it was: put it back, and make the change in a new migration.",
  missing: "Bring the files back; or roll back what they did, with its data: `npx pgstack migrate down`.",
  restorable:
    "Not in the history, though what comes of it is there: `npx pgstack migrate up` compares, and puts the row back.",
};

/** Migrations in lines, what is wrong with them below, and a line that counts them. */
export function migrationsTable(statuses: readonly MigrationStatus[], style: Styler): string {
  if (statuses.length === 0) return style.bold("there are no migrations");
  const table = new Table({
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
    head: ["schema", "version", "name", "state", "applied", "by", "took"].map(style.dim),
  });
  for (const { schema, version, name, state, applied } of statuses) {
    table.push([
      schema,
      String(version).padStart(4, "0"),
      name,
      style[colours[state]](state),
      applied === undefined ? "" : moment(applied.at),
      applied?.by ?? "",
      applied === undefined ? "" : duration(applied.durationMs),
    ]);
  }
  const lines = table.toString().split("\n");
  return [
    ...lines.map((line) => line.trimEnd()),
    ...remarks(statuses, style),
    "",
    counts(statuses, style),
  ].join("\n");
}

function remarks(statuses: readonly MigrationStatus[], style: Styler): string[] {
  const states = new Set(statuses.map(({ state }) => state));
  return Object.entries(mends)
    .filter(([state]) => states.has(state as MigrationState))
    .flatMap(([state, mend]) => [
      "",
      ...statuses.filter((each) => each.state === state && each.edits).flatMap(editLines),
      style.cyan(mend),
    ]);
}

function editLines({ edits = [] }: MigrationStatus): string[] {
  return edits.map((edit) => `  - ${edit}`);
}

function counts(statuses: readonly MigrationStatus[], style: Styler): string {
  const order = Object.keys(colours) as MigrationState[];
  const parts = order
    .map((state) => [state, statuses.filter((each) => each.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  return style.bold(parts.join(", "));
}

/** In this machine's time, to the second. */
function moment(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return (
    `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ` +
    `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  );
}
