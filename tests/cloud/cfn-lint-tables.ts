import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { PostgresEngine } from "../../aws/engine-versions.ts";
import { pythonTool } from "./needs-python-tool.ts";

/** What cfn-lint knows of RDS for PostgreSQL. */
export interface CfnLintTables {
  /** Classes by engine and region, sorted. */
  readonly classes: Record<PostgresEngine, Record<string, string[]>>;
  readonly versions: Record<PostgresEngine, string[]>;
}

let read: CfnLintTables | undefined;

/** Its tables; a test that asks for them needs `cfn-lint`. */
export function cfnLintTables(): CfnLintTables {
  read ??= JSON.parse(
    execFileSync(pythonTool("python"), [join(import.meta.dirname, "cfn-lint-tables.py")], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 ** 2,
    }),
  ) as CfnLintTables;
  return read;
}
