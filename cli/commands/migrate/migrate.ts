import type { Command } from "commander";
import { registerLint } from "./lint.ts";

/** `pgstack migrate`: what there is to do with migrations. */
export function registerMigrate(program: Command): void {
  const group = program.command("migrate").description("work with the migrations of the schemas");
  for (const register of [registerLint]) register(group);
}
