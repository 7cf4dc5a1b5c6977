import type { Command } from "commander";
import { registerAccessCheck } from "./access/check.ts";
import { registerAccessFix } from "./access/fix.ts";
import { registerAccessMatrix } from "./access/matrix.ts";

/** `pgstack access`: who may do what, whether that is as declared, and making it so. */
export function registerAccess(program: Command): void {
  const access = program
    .command("access")
    .description("show who may do what, compare it with the model, and mend it");
  for (const register of [registerAccessMatrix, registerAccessCheck, registerAccessFix]) register(access);
}
