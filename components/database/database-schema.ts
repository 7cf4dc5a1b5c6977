import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Resource,
} from "@pulumi/pulumi";
import type { DatabaseModel, Schema as DeclaredSchema } from "../../model/database-model.ts";
import { Index } from "../../provider/resources/index/resource.ts";
import { Migrations } from "../../provider/resources/migrations/resource.ts";
import { PartitionSet } from "../../provider/resources/partition-set/resource.ts";
import { Privileges } from "../../provider/resources/privileges/resource.ts";
import { RowSecurity } from "../../provider/resources/row-security/resource.ts";
import { declareRecall, type GatedSetting } from "./declare-recall.ts";
import { declareRefreshes, declareViews } from "./declare-views.ts";
import type { Scheduler } from "./scheduler.ts";

export interface DatabaseSchemaArgs {
  /** The schema as the model declares it. */
  schema: DeclaredSchema;
  /** The model it is of. */
  model: DatabaseModel;
  /** Roles whose later objects get the privileges. */
  creators: Input<string[]>;
  /** Folder that holds a folder of migrations a schema, relative to the project. */
  migrationsFolder: string;
  /** Provider and `deletedWith` for everything that lives on the server. */
  onServer: Pick<CustomResourceOptions, "provider" | "deletedWith">;
  /** The schema itself, and the extensions its tables need. */
  needs: readonly Resource[];
  /** Schemas declared before it by name, with what has to be there before their tables and views can be read. */
  earlier: ReadonlyMap<string, readonly Resource[]>;
  /** Who refreshes materialized views on schedule. @default nobody */
  scheduler?: Scheduler | undefined;
}

/**
 * All that is inside one schema: tables by migrations, then row security, partitions and materialized views, then indexes
 * and privileges, and what refreshes the views.
 */
export class DatabaseSchema extends ComponentResource {
  /** Tables, indexes and privileges: done when all of them are. */
  readonly contents: readonly Resource[];
  /** What has to be there before its tables and views can be read. */
  readonly readable: readonly Resource[];
  /** What gates of its vector indexes find, for the roles that search. */
  readonly gated: readonly GatedSetting[];

  constructor(name: string, args: DatabaseSchemaArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:DatabaseSchema", name, {}, opts);
    const { schema, model, creators, migrationsFolder, onServer, needs, earlier, scheduler } = args;
    const inside = { ...onServer, parent: this };
    const { owner, variables, masks, rowSecurity = [], policies = [], partitions = [] } = schema;

    const migrated = new Migrations(
      `${schema.name}-migrations`,
      { schema: schema.name, owner, folder: `${migrationsFolder}/${schema.name}`, variables },
      { ...inside, dependsOn: [...needs] },
    );
    const secured =
      rowSecurity.length === 0 && policies.length === 0
        ? []
        : [
            new RowSecurity(
              `${schema.name}-row-security`,
              { schema: schema.name, tables: rowSecurity, policies },
              { ...inside, dependsOn: migrated },
            ),
          ];
    // Nobody is given a table before its rows are secured; and a policy locks its table, which a build of an index would hold up.
    const parents = [migrated, ...secured];
    // A partition is made with the indexes, privileges and row security of its table; an index is built on every one there is.
    const partitioned = partitions.map(
      (set) =>
        new PartitionSet(
          `${schema.name}-${set.table}-partitions`,
          { schema: schema.name, ...set },
          { ...inside, dependsOn: parents },
        ),
    );
    const tables = [...parents, ...partitioned];
    const views = declareViews(schema, { ...inside, dependsOn: tables }, earlier);
    const indexes = schema.indexes.map(
      ({ recall, ...index }) =>
        new Index(
          `${schema.name}-${index.name}`,
          { schema: schema.name, ...index, incarnation: views.get(index.table)?.incarnation },
          { ...inside, dependsOn: [...tables, ...[views.get(index.table) ?? []].flat()] },
        ),
    );
    // A view that was made again has neither its indexes nor its masks: what gives it them is run again then.
    const incarnations = Object.fromEntries([...views].map(([view, { incarnation }]) => [view, incarnation]));
    const privileges = new Privileges(
      `${schema.name}-privileges`,
      {
        ...{ schema: schema.name, owner, grants: schema.grants, creators, ...(masks && { masks }) },
        ...(views.size > 0 && { incarnations }),
      },
      { ...inside, dependsOn: [...tables, ...views.values()] },
    );
    this.gated = schema.indexes.flatMap((declared, at) => {
      const index = indexes[at];
      return index === undefined ? [] : declareRecall({ model, schema, declared, index, inside });
    });
    this.readable = [...tables, ...views.values(), privileges];
    const made = [...this.readable, ...indexes];
    const refreshes =
      scheduler === undefined ? [] : declareRefreshes(schema, scheduler, { parent: this, needs: made });
    this.contents = [...made, ...refreshes];
    this.registerOutputs({});
  }
}
