import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { SettingValue } from "../../../model/role-settings.ts";

export interface RoleSettingsArgs {
  /** Name of the role. A change replaces the resource. */
  role: Input<string>;
  /**
   * What its sessions in the database start with, by parameter; changed in place, and for sessions that begin afterwards. What
   * another resource finds out may be one of the values.
   */
  settings: Input<Readonly<Record<string, Input<SettingValue>>>>;
}

/** All that a role's sessions start with: what was set by hand and is not declared is taken back. Deleting it resets all. */
export class RoleSettings extends CustomResource {
  /** Where the server differs from the declaration, in words; empty after an update. */
  declare readonly differences: Output<string[]>;

  constructor(name: string, args: RoleSettingsArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:RoleSettings", name, { ...args, differences: undefined, server: undefined }, opts);
  }
}
