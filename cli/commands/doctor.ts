import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface DoctorOptions {
  readonly stack: string;
  readonly config?: boolean;
  readonly rdsClass?: string;
  readonly json?: boolean;
}

/** `pgstack doctor`: what this machine has and lacks, or how the stack's server is configured and why. */
export function registerDoctor(program: Command): void {
  program
    .command("doctor")
    .description("say what this machine has and lacks for the stack, and how to mend it")
    .addOption(stackOption())
    .option("--config", "explain each parameter of the server instead, and what would change it")
    .option("--rds-class <class>", "with --config: the parameter group of an RDS instance, e.g. db.r7g.large")
    .addOption(jsonOption())
    .action(async ({ config, rdsClass, ...options }: DoctorOptions, command: Command) => {
      if (rdsClass !== undefined && !config) command.error("error: --rds-class goes with --config");
      if (rdsClass !== undefined) {
        const { doctorRds } = await import("../stack/doctor-rds.ts");
        return doctorRds({ ...options, rdsClass });
      }
      if (config) {
        const { doctorConfig } = await import("../stack/doctor-config.ts");
        return doctorConfig(options);
      }
      const { doctor } = await import("../stack/doctor.ts");
      return doctor(options);
    });
}
