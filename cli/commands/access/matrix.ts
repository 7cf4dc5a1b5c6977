import type { Command } from "commander";
import { jsonOption, stackOption } from "../stack-option.ts";

interface MatrixOptions {
  readonly stack: string;
  readonly role?: string;
  readonly schema?: string;
  readonly object?: string;
  readonly wide?: boolean;
  readonly json?: boolean;
}

/** `pgstack access matrix`: what each role may do with each object, as the server itself says. */
export function registerAccessMatrix(access: Command): void {
  access
    .command("matrix")
    .description("print what each role may do with each object, from the server's catalog")
    .addOption(stackOption())
    .option("-r, --role <name>", "one role, or PUBLIC (default: all but the server's own)")
    .option("--schema <name>", "one schema (default: all)")
    .option("--object <name>", "one object, named without its schema (default: all)")
    .option("--wide", "a line for each object, also where many are equal")
    .addOption(jsonOption())
    .action(async (options: MatrixOptions) => {
      const { matrix } = await import("../../stack/access/matrix.ts");
      await matrix(options);
    });
}
