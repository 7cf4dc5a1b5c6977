import { UserError } from "../../errors/user-error.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";

/** Settings of a stack in AWS. */
export interface ProductionStack {
  readonly settings: Settings;
  readonly production: ProductionSettings;
}

/**
 * Reads a stack's file for verbs that are about AWS alone.
 * @throws UserError for a stack of this machine, and with every mistake in the file
 */
export function productionOf(stack: string): ProductionStack {
  const settings = readSettings(stack, readStackFile(stack));
  const { production } = settings;
  if (production === undefined)
    throw new UserError("its server is on this machine, not in AWS", {
      where: `stack ${stack}`,
      mend: "Use --stack prod.",
    });
  return { settings, production };
}
