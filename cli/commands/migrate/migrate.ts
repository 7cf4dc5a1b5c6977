import type { Command } from "commander";
import { registerMigrateChange } from "./change.ts";
import { registerMigrateDown } from "./down.ts";
import { registerMigrateLint } from "./lint.ts";
import { registerMigrateNew } from "./new.ts";
import { registerMigrateStatus } from "./status.ts";
import { registerMigrateUp } from "./up.ts";
import { registerMigrateVerify } from "./verify.ts";

/** `pgstack migrate <verb>`: the tables, by plain SQL in `migrations/<schema>/`. */
export function registerMigrate(program: Command): void {
  const group = program
    .command("migrate")
    .description("apply, roll back, list, write, lint and verify migrations (docs/migrations.md)");
  for (const register of [
    registerMigrateUp,
    registerMigrateDown,
    registerMigrateStatus,
    registerMigrateNew,
    registerMigrateChange,
    registerMigrateLint,
    registerMigrateVerify,
  ]) {
    register(group);
  }
}
