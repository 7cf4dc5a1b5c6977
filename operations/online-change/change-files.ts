import { migrationLabel } from "../migrate/migration.ts";
import type { ChangePlan } from "./change-plan.ts";

/** One migration of a change, with its two files. */
export interface ChangeFile {
  readonly version: number;
  /** `0003_customers_display_name_add`. */
  readonly label: string;
  readonly does: string;
  readonly lock: string;
  readonly application?: string;
  readonly up: string;
  readonly down: string;
}

/** Gives the steps of a change their numbers, from `first` on, and each file a head that says what it is part of. */
export function changeFiles({ stem, title, steps }: ChangePlan, first: number): ChangeFile[] {
  const plain = stem.toLowerCase().replaceAll(/[^a-z0-9_]+/g, "_");
  return steps.map(({ name, up, down, ...step }, at) => {
    const version = first + at;
    const head = `-- ${title}, ${at + 1} of ${steps.length}: ${step.does}.\n`;
    return {
      version,
      label: migrationLabel({ version, name: `${plain}_${name}` }),
      ...step,
      up: withHead(up, head),
      down: withHead(down, head.replace(/\.\n$/, ", undone.\n")),
    };
  });
}

/** Below the directive, which the first line has to be. */
function withHead(sql: string, head: string): string {
  const [, directive = "", rest = ""] =
    /^(--\s*(?:short-locks|no-transaction|batches)[^\n]*\n)?([\s\S]*)$/.exec(sql) ?? [];
  return `${directive}${head}${rest}`;
}
