import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";

export function planner({ readAhead = true }: ParameterOptions): Parameter[] {
  const flash = "flash storage answers many requests at once";
  const none = "this system cannot be asked to read ahead";
  return group("planner", [
    [
      "random_page_cost",
      "1.1",
      "reload",
      "on flash storage a page elsewhere costs about as much as the next one",
    ],
    ["effective_io_concurrency", readAhead ? 200 : 0, "reload", readAhead ? flash : none],
    ["maintenance_io_concurrency", readAhead ? 100 : 0, "reload", readAhead ? flash : none],
    [
      "default_statistics_target",
      100,
      "reload",
      "PostgreSQL's own: columns that need more say so one by one",
    ],
    [
      "jit",
      "off",
      "reload",
      "compiling costs more than it gains for short queries, and servers may lack the compiler",
    ],
  ]);
}
