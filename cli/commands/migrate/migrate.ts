import type { Command } from "commander";
import { registerChange } from "./change.ts";

/** `pgstack migrate`: how the tables move. */
export function registerMigrate(program: Command): void {
  const group = program.command("migrate").description("how the tables of the schemas move");
  for (const register of [registerChange]) register(group);
}
