import type { DatabaseModel } from "../../model/database-model.ts";
import type { MatrixKind } from "../../sql/access/read-matrix.ts";

/** A privilege that somebody could want on something. */
export interface Wish {
  readonly role: string;
  readonly kind: MatrixKind;
  /** `undefined` for the database. */
  readonly schema?: string;
  readonly name: string;
  readonly privilege: string;
}

/** Whether the declaration gives a role a privilege: by itself, by a group, as a member of the owner, or by what is everybody's. */
export function modelAllows(model: DatabaseModel, { role, kind, schema, name, privilege }: Wish): boolean {
  const names = groupsOf(model, role);
  if (kind === "database") {
    if (privilege === "CONNECT")
      return model.roles.some((each) => names.has(each.name) && each.login === true);
    return privilege === "TEMPORARY" && (model.access?.temporary ?? []).some((each) => names.has(each));
  }
  if (schema === "public") return kind === "schema" && privilege === "USAGE";
  const declared = model.schemas.find((each) => each.name === schema);
  if (declared === undefined) return false;
  if (names.has(declared.owner)) return true;
  const grants = declared.grants.filter((grant) => names.has(grant.role));
  const entered = grants.some((grant) => (grant.schema ?? ["USAGE"]).includes("USAGE"));
  switch (kind) {
    case "schema":
      return grants.some((grant) => (grant.schema ?? ["USAGE"]).some((each) => each === privilege));
    case "sequence":
      return entered && grants.some((grant) => grant.sequences?.some((each) => each === privilege));
    case "function":
    case "procedure":
      return entered && grants.some((grant) => grant.functions?.some((each) => each === privilege));
    case "type":
      return entered;
    default: {
      const hidden = (declared.masks ?? [])
        .filter(({ table }) => table === name)
        .flatMap((mask) => mask.hiddenFrom);
      return (
        entered &&
        grants.some(
          (grant) =>
            grant.tables?.some((each) => each === privilege) &&
            !(privilege === "SELECT" && hidden.includes(grant.role)),
        )
      );
    }
  }
}

function groupsOf(model: DatabaseModel, role: string): Set<string> {
  const names = new Set([role]);
  for (const name of names) {
    for (const group of model.roles.find((each) => each.name === name)?.memberOf ?? []) names.add(group);
  }
  return names;
}
