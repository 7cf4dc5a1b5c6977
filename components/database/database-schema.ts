import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Resource,
} from "@pulumi/pulumi";
import type { Schema as DeclaredSchema } from "../../model/database-model.ts";
import { Index } from "../../provider/resources/index/resource.ts";
import { Migrations } from "../../provider/resources/migrations/resource.ts";
import { Privileges } from "../../provider/resources/privileges/resource.ts";
import { Schema } from "../../provider/resources/schema/resource.ts";

export interface DatabaseSchemaArgs {
  /** The schema as the model declares it. */
  schema: DeclaredSchema;
  /** Folder that holds a folder of migrations a schema, relative to the project. */
  migrationsFolder: string;
  /** Provider and `deletedWith` for everything that lives on the server. */
  onServer: Pick<CustomResourceOptions, "provider" | "deletedWith">;
  /** Roles and extensions the schema needs. */
  needs: readonly Resource[];
}

/** One schema and all that is inside it: tables by migrations, then indexes and privileges. */
export class DatabaseSchema extends ComponentResource {
  /** Done when the tables are there. */
  readonly migrated: Resource;

  constructor(name: string, args: DatabaseSchemaArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:DatabaseSchema", name, {}, opts);
    const { schema, migrationsFolder, onServer, needs } = args;
    const inside = { ...onServer, parent: this };
    const { owner, comment, variables } = schema;

    const created = new Schema(
      name,
      { name: schema.name, owner, comment },
      { ...inside, dependsOn: [...needs] },
    );
    const migrated = new Migrations(
      `${name}-migrations`,
      { schema: schema.name, owner, folder: `${migrationsFolder}/${schema.name}`, variables },
      { ...inside, dependsOn: created },
    );
    for (const index of schema.indexes) {
      new Index(
        `${name}-${index.name}`,
        { schema: schema.name, ...index },
        { ...inside, dependsOn: migrated },
      );
    }
    new Privileges(
      `${name}-privileges`,
      { schema: schema.name, owner, grants: schema.grants },
      { ...inside, dependsOn: migrated },
    );
    this.migrated = migrated;
    this.registerOutputs({});
  }
}
