import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface CheckOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack access check`: what is not as the model declares, with the SQL that mends it. */
export function registerAccessCheck(access: Command): void {
  access
    .command("check")
    .description("compare roles, owners, privileges and policies with the model; exit code 1 for differences")
    .addOption(stackOption())
    .addOption(jsonOption())
    .action(async (options: CheckOptions) => {
      const { check } = await import("../../stack/access/check.ts");
      await check(options);
    });
}
