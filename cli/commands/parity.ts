import { type Command, Option } from "commander";
import { jsonOption } from "./stack-option.ts";

interface ParityOptions {
  readonly dev: string;
  readonly prod: string;
  readonly server?: "docker" | "native" | "embedded";
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `pgstack parity`: whether what works in dev works in prod. */
export function registerParity(program: Command): void {
  program
    .command("parity")
    .description("compare dev with prod, as both are declared: exit 1 for a difference that nobody allowed")
    .option("--dev <stack>", "stack of this machine", "dev")
    .option("--prod <stack>", "stack of AWS", "prod")
    .addOption(
      new Option("--server <kind>", "dev's server, where it is auto").choices([
        "docker",
        "native",
        "embedded",
      ]),
    )
    .option("--all", "show also what is the same")
    .addOption(jsonOption())
    .action(async (options: ParityOptions) => {
      const { parity } = await import("../stack/parity.ts");
      parity(options);
    });
}
