import {
  ComponentResource,
  type ComponentResourceOptions,
  interpolate,
  type Output,
  type Resource,
} from "@pulumi/pulumi";
import type { DatabaseModel } from "../../model/database-model.ts";
import { DemoData } from "../../provider/resources/demo-data/resource.ts";
import { Extension } from "../../provider/resources/extension/resource.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import { Role } from "../../provider/resources/role/resource.ts";
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

    const extensions = model.extensions.map(
      (extension) => new Extension(extension.name, { ...extension }, inside),
    );
    const roles = new Map<string, Role>();
    for (const role of model.roles) {
      const groups = (role.memberOf ?? []).flatMap((group) => roles.get(group) ?? []);
      const memberOf = [...(role.memberOf ?? [])];
      roles.set(role.name, new Role(role.name, { ...role, memberOf }, { ...inside, dependsOn: groups }));
    }
    const needs = [...extensions, ...roles.values()];
    const schemas = new Map<string, DatabaseSchema>();
    for (const schema of model.schemas) {
      const { migrationsFolder } = args;
      const declared = new DatabaseSchema(
        schema.name,
        { schema, migrationsFolder, onServer, needs },
        { parent: this },
      );
      schemas.set(schema.name, declared);
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
