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
  return steps.map(({ name, does, up, down, ...step }, at) => {
    const version = first + at;
    const part = `step ${at + 1} of ${steps.length}: ${title}`;
    const what = `-- ${does.charAt(0).toUpperCase()}${does.slice(1)}.\n`;
    return {
      version,
      label: migrationLabel({ version, name: `${plain}_${name}` }),
      does,
      ...step,
      up: withHead(up, `-- S${part.slice(1)}.\n${what}`),
      down: withHead(down, `-- Undoes ${part}.\n`),
    };
  });
}

/** Below the directive, which the first line has to be. */
function withHead(sql: string, head: string): string {
  const [, directive = "", rest = ""] =
    /^(--\s*(?:short-locks|no-transaction|batches)[^\n]*\n)?([\s\S]*)$/.exec(sql) ?? [];
  return `${directive}${head}${rest}`;
}
