import type { Resource } from "@pulumi/pulumi";
import { credentialOf } from "../../model/credential-of.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { fixedVersion } from "../../model/fixed-version.ts";
import { groupsFirst } from "../../model/groups-first.ts";
import { Extension } from "../../provider/resources/extension/resource.ts";
import { Role } from "../../provider/resources/role/resource.ts";
import { Schema } from "../../provider/resources/schema/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { connectionTo } from "./connection-to.ts";
import type { DatabaseObjects } from "./database-objects.ts";

/** Made by our plug-in, on a server whose connections share one session: `@pulumi/postgresql` cannot work there. */
export function objectsByPlugIn(
  name: string,
  server: PostgresServer,
  model: DatabaseModel,
  parent: Resource,
  indexBuilds?: number,
): DatabaseObjects {
  const connection = connectionTo(server, server.database, `${name}-connection`, parent, { indexBuilds });
  const inside = { provider: connection, deletedWith: server.ready, parent };

  const roles = new Map<string, Role>();
  for (const role of groupsFirst(model.roles)) {
    const memberOf = [...(role.memberOf ?? [])];
    const dependsOn = memberOf.flatMap((group) => roles.get(group) ?? []);
    // Which address a role's URL has is no matter of the role's, and what its sessions start with another resource's.
    const { ownSession, settings, credential, ...declared } = role;
    const hasNone = role.login && credentialOf(role, { kind: server.kind, iam: false }) === "none";
    const args = { ...declared, memberOf, ...(hasNone && { credential: "none" as const }) };
    roles.set(role.name, new Role(role.name, args, { ...inside, dependsOn }));
  }
  const allRoles = [...roles.values()];
  const schemas = new Map<string, Schema>();
  for (const { name, owner, comment } of model.schemas) {
    schemas.set(name, new Schema(name, { name, owner, comment }, { ...inside, dependsOn: allRoles }));
  }
  const extensions = model.extensions.map(({ version, ...extension }) => {
    const dependsOn = schemas.get(extension.schema ?? "") ?? [];
    const args = { ...extension, version: fixedVersion(version) };
    return new Extension(extension.name, args, { ...inside, dependsOn });
  });
  const passwords = Object.fromEntries([...roles].map(([role, { password }]) => [role, password]));
  return { connection, roles: allRoles, passwords, schemas, extensions };
}
