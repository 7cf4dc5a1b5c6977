import { checkSettings, type ReadOptions } from "./check-settings.ts";
import { mistakesError } from "./mistake.ts";
import type { Settings } from "./settings.ts";

/**
 * The settings of a stack.
 *
 * @param stack name of the Pulumi stack, e.g. `dev`
 * @param raw key without namespace -> the text that Pulumi delivers; a key that is not there has its default
 * @throws UserError that lists every mistake: the key, its value unless secret, what is wrong and how to mend it
 */
export function readSettings(
  stack: string,
  raw: Readonly<Record<string, string | undefined>>,
  options: ReadOptions = {},
): Settings {
  const { settings, mistakes } = checkSettings(stack, raw, options);
  if (mistakes.length > 0) throw mistakesError(stack, mistakes);
  return settings;
}
