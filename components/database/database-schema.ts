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

export interface DatabaseSchemaArgs {
  /** The schema as the model declares it. */
  schema: DeclaredSchema;
  /** Folder that holds a folder of migrations a schema, relative to the project. */
  migrationsFolder: string;
  /** Provider and `deletedWith` for everything that lives on the server. */
  onServer: Pick<CustomResourceOptions, "provider" | "deletedWith">;
  /** The schema itself, and the extensions its tables need. */
  needs: readonly Resource[];
}

/** All that is inside one schema: tables by migrations, then indexes and privileges. */
export class DatabaseSchema extends ComponentResource {
  /** Tables, indexes and privileges: done when all of them are. */
  readonly contents: readonly Resource[];

  constructor(name: string, args: DatabaseSchemaArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:DatabaseSchema", name, {}, opts);
    const { schema, migrationsFolder, onServer, needs } = args;
    const inside = { ...onServer, parent: this };
    const { owner, variables } = schema;

    const migrated = new Migrations(
      `${schema.name}-migrations`,
      { schema: schema.name, owner, folder: `${migrationsFolder}/${schema.name}`, variables },
      { ...inside, dependsOn: [...needs] },
    );
    const indexes = schema.indexes.map(
      (index) =>
        new Index(
          `${schema.name}-${index.name}`,
          { schema: schema.name, ...index },
          { ...inside, dependsOn: migrated },
        ),
    );
    const privileges = new Privileges(
      `${schema.name}-privileges`,
      { schema: schema.name, owner, grants: schema.grants },
      { ...inside, dependsOn: migrated },
    );
    this.contents = [migrated, ...indexes, privileges];
    this.registerOutputs({});
  }
}
