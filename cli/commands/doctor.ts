import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface DoctorOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** `pgstack doctor`: what this machine has and lacks. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say what this machine has and lacks for the stack, and how to mend it")
    .addOption(stackOption())
    .addOption(jsonOption())
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("../stack/doctor.ts");
      await doctor(options);
    });
}
