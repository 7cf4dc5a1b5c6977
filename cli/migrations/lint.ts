import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { database } from "../../model/database.ts";
import type { Schema } from "../../model/database-model.ts";
import { lintMigrations } from "../../operations/migration-lint/lint-migrations.ts";
import { nearest } from "../../settings/nearest.ts";
import { projectRoot } from "../../settings/paths.ts";
import { readSettings } from "../../settings/read.ts";
import { ExitCode } from "../exit-codes.ts";
import { lintReport } from "../output/lint-report.ts";
import { styler } from "../output/style.ts";

export interface LintOptions {
  /** @default every schema */
  readonly schema?: string;
  /** Whether what is allowed is shown too. @default false */
  readonly all?: boolean;
  /** Whether warnings count as failures. @default false */
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Judges the migrations of this checkout and prints what was found; exit code 1 for errors. */
export async function lint({ schema, all = false, strict = false, json }: LintOptions): Promise<void> {
  const report = await lintMigrations({
    folder: join(projectRoot, "migrations"),
    schemas: chosen(declaredSchemas(), schema),
  });
  const { findings, suppressed } = report;
  const count = (level: string) => findings.filter((finding) => finding.level === level).length;
  const counts = { errors: count("error"), warnings: count("warning") };
  process.stdout.write(
    json
      ? `${JSON.stringify({ files: report.files.length, ...counts, findings, suppressed }, null, 2)}\n`
      : `${lintReport(report, { all, columns: process.stdout.columns, style: styler(process.stdout) })}\n`,
  );
  if (counts.errors > 0 || (strict && counts.warnings > 0)) process.exitCode = ExitCode.failed;
}

/** As a stack without any setting has them, and with every index that any stack may have. */
function declaredSchemas(): readonly Schema[] {
  return database({ ...readSettings("dev", {}), foreignKeyIndexes: true }).schemas;
}

function chosen(schemas: readonly Schema[], name: string | undefined): readonly Schema[] {
  const found = schemas.filter((schema) => name === undefined || schema.name === name);
  if (found.length > 0 || name === undefined) return found;
  const names = schemas.map((schema) => schema.name);
  const meant = nearest(name, names);
  throw new UserError(`model/database.ts declares no schema ${name}`, {
    where: "--schema",
    mend: meant === undefined ? `Use one of ${names.join(", ")}.` : `Did you mean ${meant}?`,
  });
}
