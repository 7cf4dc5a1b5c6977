import type { DatabaseModel } from "./database-model.ts";
import type { SettingValue } from "./role-settings.ts";

/** Settings of roles that something else than the model found out, by role and parameter. */
export type KnownSettings = Readonly<Record<string, Readonly<Record<string, SettingValue>>>>;

/** The model with settings that were found out; what it declares itself goes before them. */
export function withFoundSettings(model: DatabaseModel, found: KnownSettings = {}): DatabaseModel {
  const roles = model.roles.map((role) => {
    const own = found[role.name];
    return own === undefined ? role : { ...role, settings: { ...own, ...role.settings } };
  });
  return { ...model, roles };
}
