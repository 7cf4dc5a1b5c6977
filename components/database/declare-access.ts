import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { credentialOf } from "../../model/credential-of.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import type { Role } from "../../model/role.ts";
import { temporaryMakers } from "../../model/temporary-makers.ts";
import { DatabasePrivileges } from "../../provider/resources/database-privileges/resource.ts";
import { Memberships } from "../../provider/resources/memberships/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";

export interface DeclareAccessArgs {
  model: DatabaseModel;
  server: PostgresServer;
  /** Parent, provider, `deletedWith`, and the roles and extensions to wait for. */
  inside: CustomResourceOptions & { dependsOn: Resource[] };
}

/**
 * What roles may do in the database as a whole, and what they are members of.
 * @returns who may connect and make temporary tables, for what needs that
 */
export function declareAccess(name: string, { model, server, inside }: DeclareAccessArgs): Resource {
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
