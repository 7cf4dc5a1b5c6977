import { all, type CustomResourceOptions, type Output } from "@pulumi/pulumi";
import type { DatabaseModel, Schema } from "../../model/database-model.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { type RecallMethod, recallParameters } from "../../model/recall-goal.ts";
import { recallRoles } from "../../model/recall-roles.ts";
import type { Index } from "../../provider/resources/index/resource.ts";
import { IndexRecall } from "../../provider/resources/index-recall/resource.ts";

/** A value that a gate found, and whose sessions begin with it. */
export interface GatedSetting {
  readonly parameter: string;
  readonly roles: readonly string[];
  readonly value: Output<number>;
}

export interface DeclareRecallArgs {
  readonly model: DatabaseModel;
  readonly schema: Schema;
  readonly declared: IndexDefinition;
  readonly index: Index;
  /** Parent, provider and `deletedWith`. */
  readonly inside: Pick<CustomResourceOptions, "parent" | "provider" | "deletedWith">;
}

/** The gate of one index; nothing for an index without a goal. */
export function declareRecall({ model, schema, declared, index, inside }: DeclareRecallArgs): GatedSetting[] {
  const { recall, method = "btree" } = declared;
  if (recall === undefined) return [];
  const { parameter } = recallParameters[method as RecallMethod];
  const roles = recallRoles(declared, schema, model);
  const byHand = Object.fromEntries(
    model.roles.flatMap(({ name, settings = {} }) => {
      const value = Number(settings[parameter]);
      return roles.includes(name) && Number.isInteger(value) ? [[name, value]] : [];
    }),
  );
  const { roles: _, ...goal } = recall;
  const gate = new IndexRecall(
    `${schema.name}-${declared.name}-recall`,
    {
      schema: schema.name,
      index: declared.name,
      definition: index.definition,
      ...goal,
      ...(Object.keys(byHand).length > 0 && { byHand }),
    },
    { ...inside, dependsOn: index },
  );
  return [{ parameter, roles, value: gate.value }];
}

/** What gates found, by role and parameter: of several that search by one parameter, the one that needs most decides. */
export function gatedSettings(
  settings: readonly GatedSetting[],
): Record<string, Record<string, Output<number>>> {
  const each = settings.flatMap(({ roles, ...setting }) => roles.map((role) => ({ role, ...setting })));
  return grouped(
    each,
    ({ role }) => role,
    (ofRole) =>
      grouped(
        ofRole,
        ({ parameter }) => parameter,
        (same) => all(same.map(({ value }) => value)).apply((values) => Math.max(...values)),
      ),
  );
}

function grouped<T, U>(
  items: readonly T[],
  key: (item: T) => string,
  change: (items: readonly T[]) => U,
): Record<string, U> {
  return Object.fromEntries([...Map.groupBy(items, key)].map(([name, group]) => [name, change(group)]));
}
