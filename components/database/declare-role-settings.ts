import { all, type CustomResourceOptions, type Input } from "@pulumi/pulumi";
import type { DatabaseModel } from "../../model/database-model.ts";
import type { Role } from "../../model/role.ts";
import type { SettingValue } from "../../model/role-settings.ts";
import { RoleSettings } from "../../provider/resources/role-settings/resource.ts";

/** Settings that something else than the model finds out, by role and parameter; what the model declares goes before them. */
export type FoundSettings = Readonly<Record<string, Readonly<Record<string, Input<SettingValue>>>>>;

/**
 * What each role's sessions start with.
 * @param inside parent, provider, `deletedWith`, and the roles and extensions to wait for
 */
export function declareRoleSettings(
  { roles }: DatabaseModel,
  found: FoundSettings,
  inside: CustomResourceOptions,
): void {
  for (const role of roles) {
    const settings = { ...found[role.name], ...declared(role) };
    new RoleSettings(`${role.name}-settings`, { role: role.name, settings: all(settings) }, inside);
  }
}

function declared({ settings = {} }: Role): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([parameter, value]) =>
      value === undefined ? [] : [[parameter, value as SettingValue]],
    ),
  );
}
