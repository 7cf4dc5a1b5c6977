import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

const hasPsql = (folder: string) => existsSync(join(folder, "psql"));
const folders = (process.env.PATH ?? "").split(delimiter);

/** PATH without the folders psql is in. */
export const pathWithoutPsql: string = folders.filter((folder) => !hasPsql(folder)).join(delimiter);

/** Leaves a test out where psql is not installed. */
export function needsPsql(context: TestContext): void {
  context.skip(!folders.some(hasPsql), "needs psql");
}
