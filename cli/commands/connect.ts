import type { Command } from "commander";
import { stackOption } from "./stack-option.ts";

interface ConnectOptions {
  readonly stack: string;
  readonly role?: string;
  readonly print?: boolean;
}

/** `pgstack connect`: psql, without a password on a command line. */
export function registerConnect(program: Command): void {
  program
    .command("connect")
    .description("run psql as one of the stack's roles")
    .argument("[psql-arguments...]", "what psql is to be given, after --")
    .addOption(stackOption())
    .option("-r, --role <name>", "role to work as (default: mcp_app, or the first that logs in)")
    .option("--print", "print the psql command, and do not run it")
    .action(async (psqlArguments: string[], options: ConnectOptions) => {
      const { connect } = await import("../stack/connect.ts");
      await connect(psqlArguments, options);
    });
}
