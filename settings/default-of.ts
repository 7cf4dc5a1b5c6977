import { isProblem, type SettingKey } from "./keys/setting-key.ts";

/** The value that a key has in development where it is not written. */
export function defaultOf<T>(key: SettingKey<T>): T {
  const parsed = key.parse(key.default);
  if (isProblem(parsed)) throw new Error(`the default of ${key.name} is ${parsed.problem}`);
  return parsed.value;
}
