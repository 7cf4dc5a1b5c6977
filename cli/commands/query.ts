import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface QueryOptions {
  readonly stack: string;
  readonly role: string;
  readonly json?: boolean;
}

/** `pgstack query`: runs SQL as a role, for machines without psql. */
export function registerQuery(program: Command): void {
  program
    .command("query")
    .description("run SQL as one of the stack's roles")
    .argument("[sql]", "statement, or several; `-` or nothing reads standard input")
    .addOption(stackOption())
    .option("-r, --role <name>", "role to run it as", "mcp_readonly")
    .addOption(jsonOption())
    .action(async (sql: string | undefined, options: QueryOptions) => {
      const { query } = await import("../stack/query.ts");
      await query(sql ?? "-", options);
    });
}
