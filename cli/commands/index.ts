import type { Command } from "commander";
import { registerIndexRecall } from "./index/recall.ts";

/** `pgstack index`: what the database's indexes are, and how good. */
export function registerIndex(program: Command): void {
  const index = program.command("index").description("look at the database's indexes");
  for (const register of [registerIndexRecall]) register(index);
}
