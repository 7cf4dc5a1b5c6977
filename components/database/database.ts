import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { DatabaseModel } from "../../model/database-model.ts";
import { groupsFirst } from "../../model/groups-first.ts";
import { DemoData } from "../../provider/resources/demo-data/resource.ts";
import { Extension } from "../../provider/resources/extension/resource.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import { Role } from "../../provider/resources/role/resource.ts";
import { Schema } from "../../provider/resources/schema/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { DatabaseSchema } from "./database-schema.ts";

export interface DatabaseArgs {
  server: PostgresServer;
  model: DatabaseModel;
  /** Folder that holds a folder of migrations a schema, relative to the project. */
  migrationsFolder: string;
  /** Demo data for schema commerce. @default none */
  demoData?: { scale: number; seed: number } | undefined;
}

/** Everything inside the database, the same on every server. It goes with its server when that is deleted. */
export class Database extends ComponentResource {
  /** Generated passwords by role, secret; a role that does not log in has none. */
  readonly passwords: Readonly<Record<string, Output<string | undefined>>>;

  constructor(name: string, args: DatabaseArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:Database", name, {}, opts);
    const { server, model } = args;
    const provider = connectionTo(server, `${name}-connection`, this);
    const onServer = { provider, deletedWith: server.ready };
    const inside = { ...onServer, parent: this };

    const roles = new Map<string, Role>();
    for (const role of groupsFirst(model.roles)) {
      const memberOf = [...(role.memberOf ?? [])];
      const dependsOn = memberOf.flatMap((group) => roles.get(group) ?? []);
      roles.set(role.name, new Role(role.name, { ...role, memberOf }, { ...inside, dependsOn }));
    }
    const allRoles = [...roles.values()];
    const created = new Map<string, Schema>();
    for (const { name, owner, comment } of model.schemas) {
      created.set(name, new Schema(name, { name, owner, comment }, { ...inside, dependsOn: allRoles }));
    }
    const extensions = model.extensions.map((extension) => {
      const dependsOn = created.get(extension.schema ?? "") ?? [];
      return new Extension(extension.name, { ...extension }, { ...inside, dependsOn });
    });
    const schemas = new Map<string, DatabaseSchema>();
    for (const schema of model.schemas) {
      const needs = [...extensions, ...[created.get(schema.name)].filter((made) => made !== undefined)];
      const inner = { schema, migrationsFolder: args.migrationsFolder, onServer, needs };
      schemas.set(schema.name, new DatabaseSchema(`${schema.name}-schema`, inner, { parent: this }));
    }
    const commerce = schemas.get("commerce");
    if (args.demoData !== undefined && commerce !== undefined) {
      const demo = { schema: "commerce", ...args.demoData };
      new DemoData("commerce-demo-data", demo, { ...inside, dependsOn: commerce.migrated });
    }

    this.passwords = Object.fromEntries([...roles].map(([role, { password }]) => [role, password]));
    this.registerOutputs({});
  }
}

/** The plug-in, connected to a server by reference to its credential. */
function connectionTo(server: PostgresServer, name: string, parent: Resource): Provider {
  const args = {
    host: server.address,
    port: interpolate`${server.port}`,
    database: server.database,
    user: server.adminUser,
    credential: server.adminCredential,
    tls: server.tls,
    caFile: server.caFile,
    maxConnections: String(server.maxConnections),
    serverIdentity: server.identity,
  };
  return new Provider(name, args, { parent, dependsOn: server.ready });
}
