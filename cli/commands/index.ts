import type { Command } from "commander";
import { registerIndexExplain } from "./index/explain.ts";
import { registerIndexList } from "./index/list.ts";
import { registerIndexRecall } from "./index/recall.ts";
import { registerIndexReindex } from "./index/reindex.ts";

/** `pgstack index`: the indexes that are there, how good they are, what a statement does with them, building them anew. */
export function registerIndex(program: Command): void {
  const index = program
    .command("index")
    .description("list indexes and what is wrong with them, explain statements, measure recall, build anew");
  for (const register of [registerIndexList, registerIndexExplain, registerIndexRecall, registerIndexReindex])
    register(index);
}
