import { all, type CustomResourceOptions, type Input, type Resource } from "@pulumi/pulumi";
import { credentialOf } from "../../model/credential-of.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import type { Role } from "../../model/role.ts";
import type { SettingValue } from "../../model/role-settings.ts";
import { temporaryMakers } from "../../model/temporary-makers.ts";
import { DatabasePrivileges } from "../../provider/resources/database-privileges/resource.ts";
import { Memberships } from "../../provider/resources/memberships/resource.ts";
import { RoleSettings } from "../../provider/resources/role-settings/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";

/** Settings that something else than the model finds out, by role and parameter; what the model declares goes before them. */
export type FoundSettings = Readonly<Record<string, Readonly<Record<string, Input<SettingValue>>>>>;

export interface DeclareAccessArgs {
  model: DatabaseModel;
  server: PostgresServer;
  /** @default none */
  found?: FoundSettings | undefined;
  /** Parent, provider, `deletedWith`, and the roles and extensions to wait for. */
  inside: CustomResourceOptions & { dependsOn: Resource[] };
}

/**
 * What roles may do in the database as a whole, what they are members of, and what their sessions start with.
 * @returns who may connect and make temporary tables, for what needs that
 */
export function declareAccess(
  name: string,
  { model, server, found = {}, inside }: DeclareAccessArgs,
): Resource {
  const { roles, access = {} } = model;
  const { publicSchema = "everybody" } = access;
  const privileges = new DatabasePrivileges(
    `${name}-privileges`,
    {
      connect: roles.filter(({ login }) => login).map((role) => role.name),
      temporary: temporaryMakers(model),
      ...(publicSchema !== "everybody" && { publicSchema: [...publicSchema] }),
    },
    inside,
  );
  new Memberships(`${name}-memberships`, { members: membersOf(roles, server) }, inside);
  for (const role of roles) {
    const settings = { ...found[role.name], ...declared(role) };
    new RoleSettings(`${role.name}-settings`, { role: role.name, settings: all(settings) }, inside);
  }
  return privileges;
}

/** Groups by role; IAM is a membership, too. */
function membersOf(
  roles: readonly Role[],
  { kind, capabilities }: PostgresServer,
): Record<string, readonly string[]> {
  const groups = (role: Role) => [
    ...(role.memberOf ?? []),
    ...(credentialOf(role, { kind, iam: capabilities.iam }) === "iam" ? ["rds_iam"] : []),
  ];
  return Object.fromEntries(roles.map((role) => [role.name, groups(role)]));
}

function declared({ settings = {} }: Role): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([parameter, value]) =>
      value === undefined ? [] : [[parameter, value as SettingValue]],
    ),
  );
}
