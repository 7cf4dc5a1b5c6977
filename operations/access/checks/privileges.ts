import { creatorsOf } from "../../../model/creators-of.ts";
import type { DatabaseModel, Schema } from "../../../model/database-model.ts";
import { declaredPrivileges } from "../../../sql/privilege/declared-privileges.ts";
import { heldPrivileges } from "../../../sql/privilege/held-privileges.ts";
import { maskedTables, rolesWithPartitions } from "../../../sql/privilege/masked-table.ts";
import {
  type PrivilegeDifference,
  privilegeDifference,
} from "../../../sql/privilege/privilege-difference.ts";
import { itemKey, type PrivilegeItem } from "../../../sql/privilege/privilege-item.ts";
import { privilegeStatements } from "../../../sql/privilege/privilege-statements.ts";
import type { AccessFacts, SchemaPrivileges } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";
import { mayUncover } from "./masks.ts";

/** Privileges in declared schemas, of objects there and of later ones: what is missing, and what is too much. */
export function checkPrivileges(model: DatabaseModel, facts: AccessFacts): AccessFinding[] {
  return model.schemas.flatMap((schema) => {
    const found = facts.privileges.get(schema.name);
    if (found === undefined) return [];
    const { missing, excess } = difference(schema, model, found, facts.session.user);
    const kept = new Set(keptOf(excess, missing));
    const owner = facts.schemas.find(({ name }) => name === schema.name)?.owner;
    // Who owns the schema by mistake lacks nothing: see `owners.ts`.
    const uncovers = mayUncover(schema, found.columns);
    const lacking = missing.filter(
      (item) => !kept.has(item) && !(item.kind === "schema" && item.grantee === owner) && !uncovers(item),
    );
    return [
      ...byObject(lacking).map((items) => finding(schema.name, { missing: items, excess: [] })),
      ...byObject(excess).map((items) =>
        finding(schema.name, { missing: keptOf(items, [...kept]), excess: items }),
      ),
    ];
  });
}

function difference(
  schema: Schema,
  model: DatabaseModel,
  { rows, columns }: SchemaPrivileges,
  administrator: string,
): PrivilegeDifference {
  const creators = creatorsOf(schema, model.roles, administrator);
  const { grants, masks = [] } = schema;
  const masked = maskedTables(masks, columns);
  const notByDefault = rolesWithPartitions(masks, columns);
  const { objects, held } = heldPrivileges(rows);
  return privilegeDifference(
    declaredPrivileges({ grants, creators, administrator, masked, notByDefault }, objects),
    held,
  );
}

/** Of one object and one role together. */
function byObject(items: readonly PrivilegeItem[]): PrivilegeItem[][] {
  const key = ({ kind, object, column, creator, grantee }: PrivilegeItem) =>
    [kind, object, column, creator, grantee].join("\0");
  return [...Map.groupBy(items, key).values()];
}

/** What is held, but WITH GRANT OPTION: the option alone is too much, and nothing is missing. */
function keptOf(excess: readonly PrivilegeItem[], missing: readonly PrivilegeItem[]): PrivilegeItem[] {
  const optional = new Set(excess.filter(({ grantable }) => grantable).map(plainKey));
  return missing.filter((item) => optional.has(plainKey(item)));
}

function plainKey(item: PrivilegeItem): string {
  return itemKey({ ...item, grantable: false });
}

function finding(schema: string, difference: PrivilegeDifference): AccessFinding {
  const has = difference.excess.length > 0;
  const items = has ? difference.excess : difference.missing;
  const [item] = items;
  if (item === undefined) throw new Error("a difference has an item");
  const { grantee } = item;
  const words = items.map(
    ({ privilege, grantable }) => `${privilege}${grantable ? " WITH GRANT OPTION" : ""}`,
  );
  const list = words.sort().join(", ");
  const where = place(schema, item);
  const future = item.kind.startsWith("default-");
  return {
    key: `privilege/${where.replace(" ", "/")}/${grantee}/${has ? "has" : "lacks"}/${words.join("+")}`,
    severity: has ? "high" : "medium",
    where,
    what: has
      ? `${grantee} ${future ? "will have" : "has"} ${list}, which is not declared`
      : `${grantee} ${future ? "will lack" : "lacks"} ${list}`,
    expected: has ? "nothing of it" : list,
    actual: has ? list : "nothing of it",
    mender: "fix",
    sql: privilegeStatements(schema, difference),
    privileges: { schema, ...difference },
    ...(future || item.kind === "schema"
      ? {}
      : {
          fold: {
            group: [schema, item.kind, item.column, grantee, has, list].join(" "),
            many: `${item.kind}s of ${schema}`,
          },
        }),
  };
}

function place(schema: string, { kind, object, column, creator }: PrivilegeItem): string {
  if (kind === "schema") return `schema ${schema}`;
  if (kind === "column") return `column ${schema}.${object}.${column}`;
  if (!kind.startsWith("default-")) return `${kind} ${schema}.${object}`;
  const within = object === "*" ? "any schema" : `schema ${schema}`;
  return `future ${kind.slice("default-".length)}s of ${creator} in ${within}`;
}
