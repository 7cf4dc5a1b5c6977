import type { DatabaseModel, Schema } from "./database-model.ts";
import type { IndexDefinition } from "./index-definition.ts";
import { membersOf } from "./members-of.ts";

/**
 * Roles whose sessions begin with what a recall gate finds: those its goal names, or every role that logs in and may search
 * the table, by a grant of its own or as a member of another role. Whom a mask hides the vectors from does not search them.
 */
export function recallRoles(
  { recall, table, keys }: IndexDefinition,
  { owner, grants, masks = [] }: Schema,
  { roles }: DatabaseModel,
): string[] {
  if (recall === undefined) return [];
  if (recall.roles !== undefined) return [...recall.roles];
  const column = keys[0]?.column;
  const hidden = masks
    .filter((mask) => mask.table === table && column !== undefined && mask.columns.includes(column))
    .flatMap(({ hiddenFrom }) => hiddenFrom);
  const granted = grants.filter(({ tables }) => tables?.includes("SELECT")).map(({ role }) => role);
  const readers = [owner, ...granted.filter((role) => !hidden.includes(role))];
  const all = new Set([...readers, ...readers.flatMap((reader) => membersOf(reader, roles))]);
  return roles.filter(({ name, login }) => login && all.has(name)).map(({ name }) => name);
}
