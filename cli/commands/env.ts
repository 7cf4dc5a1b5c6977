import { type Command, Option } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface EnvOptions {
  readonly stack: string;
  readonly shell: "sh" | "fish";
  readonly json?: boolean;
}

/** `pgstack env`: what plain `pulumi` needs to work on the same state. */
export function registerEnv(program: Command): void {
  program
    .command("env")
    .description('print the environment for plain `pulumi`: eval "$(npx pgstack env)"')
    .addOption(stackOption())
    .addOption(new Option("--shell <shell>", "syntax to print").choices(["sh", "fish"]).default("sh"))
    .addOption(jsonOption())
    .action(async (options: EnvOptions) => {
      const { printEnv } = await import("../stack/print-env.ts");
      await printEnv(options);
    });
}
