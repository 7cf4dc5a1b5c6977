import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { checkModel } from "../../model/check-model.ts";
import { creatorsOf } from "../../model/creators-of.ts";
import type { DatabaseModel, Extension, Schema } from "../../model/database-model.ts";
import { DemoData } from "../../provider/resources/demo-data/resource.ts";
import { ExtensionVersions } from "../../provider/resources/extension-versions/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import type { DatabaseObjects } from "./database-objects.ts";
import { DatabaseSchema } from "./database-schema.ts";
import { declareAccess } from "./declare-access.ts";
import { declareJobs } from "./declare-jobs.ts";
import { gatedSettings } from "./declare-recall.ts";
import { declareRoleSettings, type FoundSettings } from "./declare-role-settings.ts";
import { declareScheduler } from "./scheduler.ts";

export interface DatabaseArgs {
  server: PostgresServer;
  model: DatabaseModel;
  /** Who makes roles, schemas and extensions on this server. */
  makeObjects: MakeObjects;
  /** Folder that holds a folder of migrations a schema, relative to the project. */
  migrationsFolder: string;
  /** Settings of roles beside the declared ones. @default none */
  foundSettings?: FoundSettings | undefined;
  /** Indexes built at the same time, on different tables. @default 2 */
  indexBuilds?: number | undefined;
  /** Demo data for schema commerce. @default none */
  demoData?: { scale: number; seed: number } | undefined;
}

export type MakeObjects = (
  name: string,
  server: PostgresServer,
  model: DatabaseModel,
  parent: ComponentResource,
  indexBuilds?: number,
) => DatabaseObjects;

/** Everything inside the database, the same on every server. It goes with its server when that is deleted. */
export class Database extends ComponentResource {
  /** Generated passwords by role, secret; a role that does not log in has none. */
  readonly passwords: Readonly<Record<string, Output<string | undefined>>>;
  /** What gates of vector indexes found, by role and parameter. */
  readonly gatedSettings: Readonly<Record<string, Readonly<Record<string, Output<number>>>>>;

  constructor(name: string, args: DatabaseArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:Database", name, {}, opts);
    const { server, model } = args;
    checkModel(model);
    const made = args.makeObjects(name, server, model, this, args.indexBuilds);
    const onServer = { provider: made.connection, deletedWith: server.ready };

    const versions = new ExtensionVersions(
      `${name}-extensions`,
      { versions: declaredVersions(model.extensions) },
      { ...onServer, parent: this, dependsOn: [...made.extensions] },
    );
    const needed = [...made.roles, ...made.extensions, versions];
    const inside = { ...onServer, parent: this, dependsOn: needed };
    const access = declareAccess(name, { model, server, inside });
    const scheduler = declareScheduler(name, { server, model, needs: [...made.roles, access] }, this);

    const schemas = new Map<string, DatabaseSchema>();
    for (const schema of model.schemas) {
      const own = [schema.name, ...archivesOf(schema)].flatMap((each) => made.schemas.get(each) ?? []);
      const needs = [...needed, ...own];
      const creators = server.adminUser.apply((admin) => creatorsOf(schema, model.roles, admin));
      const inner = {
        ...{ schema, model, creators, migrationsFolder: args.migrationsFolder },
        ...{ onServer, needs, scheduler, earlier: readableOf(schemas) },
      };
      schemas.set(schema.name, new DatabaseSchema(`${schema.name}-schema`, inner, { parent: this }));
    }
    // Roles' settings alone wait for the gates, and nothing waits for roles' settings.
    const gated = gatedSettings([...schemas.values()].flatMap((schema) => schema.gated));
    declareRoleSettings(model, mergedSettings(args.foundSettings, gated), inside);
    this.gatedSettings = gated;
    const contents = [...schemas.values()].flatMap((schema) => schema.contents);
    declareJobs(name, { server, model, scheduler, needs: contents }, this);
    const commerce = schemas.get("commerce");
    if (args.demoData !== undefined && commerce !== undefined) {
      const demo = { schema: "commerce", ...args.demoData };
      // Emptying a table changes its row in the catalog, as a GRANT or an index does: not at the same time.
      const dependsOn = [...commerce.contents];
      new DemoData("commerce-demo-data", demo, { ...onServer, parent: this, dependsOn });
    }
    this.passwords = made.passwords;
    this.registerOutputs({});
  }
}

/** By name of the schema, what has to be there before it can be read. */
function readableOf(schemas: ReadonlyMap<string, DatabaseSchema>): Map<string, readonly Resource[]> {
  return new Map([...schemas].map(([name, { readable }]) => [name, readable]));
}

/** What was found by others goes before what gates find. */
function mergedSettings(given: FoundSettings = {}, gated: FoundSettings): FoundSettings {
  const roles = new Set([...Object.keys(given), ...Object.keys(gated)]);
  return Object.fromEntries([...roles].map((role) => [role, { ...gated[role], ...given[role] }]));
}

/** By name; of what declares none the version is watched alone. */
function declaredVersions(extensions: readonly Extension[]): Record<string, string> {
  return Object.fromEntries(extensions.map(({ name, version = "any" }) => [name, version]));
}

/** Schemas that retired partitions of this one are moved to. */
function archivesOf({ partitions = [] }: Schema): string[] {
  return partitions.flatMap(({ retired }) => (typeof retired === "object" ? retired.schema : []));
}
