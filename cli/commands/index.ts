import type { Command } from "commander";
import { registerIndexExplain } from "./index/explain.ts";
import { registerIndexList } from "./index/list.ts";
import { registerIndexReindex } from "./index/reindex.ts";

/** `pgstack index`: the indexes that are there, what a statement does with them, and building them anew. */
export function registerIndex(program: Command): void {
  const index = program
    .command("index")
    .description("list indexes and what is wrong with them, explain statements, build indexes anew");
  for (const register of [registerIndexList, registerIndexExplain, registerIndexReindex]) register(index);
}
