import { UserError } from "../errors/user-error.ts";
import type { ProductionSettings } from "./production/production-settings.ts";
import type { Settings } from "./settings.ts";

/** What to do instead for a server in AWS, as sentences. */
export type InAws = (production: ProductionSettings) => string;

/**
 * For what is about a server of this machine.
 * @throws UserError for a production stack, whose server is in AWS
 */
export function requireDevelopment(
  { production }: Pick<Settings, "production">,
  inAws: InAws = () => "Use a stack of another name, such as dev.",
): void {
  if (production === undefined) return;
  throw new UserError("its server is in AWS, and this is for servers on this machine", {
    where: "stack prod",
    mend: inAws(production),
  });
}
