import { type VerifiedMigration, verifyMigrations } from "../../../operations/migrate/verify-migrations.ts";
import type { ScratchPlace } from "../../../operations/scratch/scratch-database.ts";
import { readStackFile } from "../../../settings/from-stack-file.ts";
import { readSettings } from "../../../settings/read.ts";
import { recallServer } from "../../../settings/remembered-server.ts";
import { ExitCode } from "../../exit-codes.ts";
import { duration } from "../../output/engine-text.ts";
import { countOf } from "../../output/migration-lines.ts";
import { openSpinner } from "../../output/spinner.ts";
import { type Styler, styler } from "../../output/style.ts";
import { openStack } from "../open-stack.ts";
import { readOutputs } from "../read-outputs.ts";
import { roleTarget } from "../role-target.ts";
import { declaredSchemas } from "./declared-schemas.ts";
import { type SchemasOptions, stoppable } from "./with-schemas.ts";

export interface MigrateVerifyOptions extends SchemasOptions {
  /** Not on the stack's server. */
  readonly embedded?: boolean;
  readonly json?: boolean;
}

/** Proves that each migration's down undoes its up; exit code 1 when one does not. */
export async function verify(options: MigrateVerifyOptions): Promise<void> {
  const { stack, schema, json } = options;
  const began = Date.now();
  const settings = readSettings(stack, readStackFile(stack));
  const { model, all } = await declaredSchemas(settings, schema);
  const { place, words } = await placeOf(options);
  const surroundings = { roles: model.roles.map(({ name }) => name), extensions: model.extensions };
  await stoppable("the throwaway database is gone", async (signal) => {
    const spinner = openSpinner(process.stderr);
    spinner.show(`making a database on ${words}`);
    const show = (migration: Pick<VerifiedMigration, "schema" | "label"> & Partial<VerifiedMigration>) => {
      if (migration.result === undefined)
        spinner.show(`${migration.schema} ${migration.label}: up, down, up`);
      else spinner.print(lineOf(migration as VerifiedMigration, styler(process.stderr)));
    };
    const verified = await verifyMigrations({
      place,
      schemas: all,
      surroundings,
      signal,
      onProgress: show,
      ...(schema !== undefined && { only: schema }),
    }).finally(() => spinner.stop());
    if (json) process.stdout.write(`${JSON.stringify({ on: words, migrations: verified })}\n`);
    else process.stdout.write(`${summary(verified, words, Date.now() - began)}\n`);
    if (verified.some(({ result }) => result !== "identical")) process.exitCode = ExitCode.failed;
  });
}

/** On the stack's server where its sessions are apart; the embedded server's one session is not to be kept from others. */
async function placeOf({
  stack,
  embedded,
}: MigrateVerifyOptions): Promise<{ place: ScratchPlace; words: string }> {
  const kind = recallServer(stack)?.kind ?? "embedded";
  if (embedded || kind === "embedded") return { place: "embedded", words: "an embedded server of its own" };
  const outputs = await readOutputs(await openStack(stack));
  return {
    place: roleTarget(outputs, stack, outputs.admin.user).target,
    words: `the ${kind} server of stack ${stack}`,
  };
}

function lineOf(
  { schema, label, result, durationMs, step, lines = [] }: VerifiedMigration,
  style: Styler,
): string {
  const marks = {
    identical: style.green("ok"),
    different: style.red("fail"),
    refused: style.red("fail"),
    "not tried": style.dim("-"),
  };
  const what = {
    identical: style.dim(duration(durationMs)),
    different: `the catalog is another one after the ${step}:`,
    refused: `the ${step} fails:`,
    "not tried": "not tried",
  };
  const head = `  ${marks[result]}${" ".repeat(result === "identical" ? 4 : result === "not tried" ? 5 : 2)}${`${schema} ${label}`.padEnd(42)} ${what[result]}`;
  return [head, ...lines.map((line) => `          ${line}`)].join("\n");
}

function summary(verified: readonly VerifiedMigration[], words: string, milliseconds: number): string {
  const style = styler(process.stdout);
  const failed = verified.filter(({ result }) => result === "different" || result === "refused").length;
  const took = style.dim(`in ${duration(milliseconds)} on ${words}`);
  if (failed === 0)
    return `${style.bold(`${countOf(verified.length)} verified: up, down, up leaves the catalog the same`)} ${took}`;
  const untried = verified.filter(({ result }) => result === "not tried").length;
  const rest = untried > 0 ? `, ${untried} not tried` : "";
  return `${style.bold(`${failed} of ${countOf(verified.length)} failed${rest}`)} ${took}`;
}
