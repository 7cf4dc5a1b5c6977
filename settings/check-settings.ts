import { developmentSettings } from "./development-settings.ts";
import { keyReader, type RawConfig } from "./key-reader.ts";
import { fullKey } from "./keys/keys.ts";
import type { Mistake } from "./mistake.ts";
import { projectRoot } from "./paths.ts";
import { checkProductionSettings } from "./production/check-production-settings.ts";
import type { Settings } from "./settings.ts";
import { checkStackName, environmentOf } from "./stack-name.ts";
import { unknownKeys } from "./unknown-keys.ts";

export interface ReadOptions {
  /** Keys, without namespace, whose values are encrypted. None of ours is a secret, so each is a mistake. @default none */
  readonly secretKeys?: ReadonlySet<string>;
  /** Folder that relative paths start from. @default the project's */
  readonly root?: string;
  /**
   * Whether a user wrote each of the keys: from the engine come Pulumi.yaml's defaults as well, which are no mistake
   * where the key has no business. @default false
   */
  readonly asWritten?: boolean;
  /** The day that dates of support are compared with. @default today */
  readonly today?: Date;
}

/** What a configuration comes to. The settings are to be used only when there are no mistakes. */
export interface CheckedSettings {
  readonly settings: Settings;
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads a stack's configuration and finds every mistake in it.
 * @throws UserError when the stack's name is none
 */
export function checkSettings(
  stack: string,
  raw: RawConfig,
  { secretKeys = new Set(), root = projectRoot, asWritten = false, today = new Date() }: ReadOptions = {},
): CheckedSettings {
  checkStackName(stack);
  const environment = environmentOf(stack);
  const reader = keyReader(raw, secretKeys);
  const settings =
    environment === "prod"
      ? checkProductionSettings(stack, raw, reader, { asWritten, today })
      : developmentSettings(stack, reader, root);
  return { settings, mistakes: inOrderOf(raw, [...unknownKeys(raw, environment), ...reader.mistakes]) };
}

/** The order of the file, so that the list can be worked through from top to bottom. */
function inOrderOf(raw: RawConfig, mistakes: readonly Mistake[]): Mistake[] {
  const order = Object.keys(raw).map(fullKey);
  const place = ({ key }: Mistake) => order.indexOf(/^[^.]*/.exec(key)?.[0] ?? key);
  return mistakes.toSorted((a, b) => place(a) - place(b));
}
