import type { PolicyConditions } from "../../sql/access/canonical-policy.ts";
import type { DefaultFact } from "../../sql/access/read-default-acls.ts";
import type { DefinerFact } from "../../sql/access/read-definers.ts";
import type { MembershipFact } from "../../sql/access/read-memberships.ts";
import type { OtherGrant } from "../../sql/access/read-other-grants.ts";
import type { OwnedObject, SchemaFact } from "../../sql/access/read-owners.ts";
import type { PlaceGrant } from "../../sql/access/read-place-grants.ts";
import type { RowSecurityFact } from "../../sql/access/read-policies.ts";
import type { RoleFact } from "../../sql/access/read-roles.ts";
import type { SessionRow } from "../../sql/access/read-session.ts";
import type { SettingFact } from "../../sql/access/read-settings.ts";
import type { ColumnRow } from "../../sql/privilege/masked-table.ts";
import type { PrivilegeRow } from "../../sql/privilege/read-privileges.ts";

/** Who may do what, as the catalog of one database has it at one moment. */
export interface AccessFacts {
  readonly session: SessionRow;
  readonly roles: readonly RoleFact[];
  /** Login roles without a password; `undefined` where the session may not see that. */
  readonly passwordless: readonly string[] | undefined;
  readonly memberships: readonly MembershipFact[];
  readonly settings: readonly SettingFact[];
  readonly schemas: readonly SchemaFact[];
  readonly objects: readonly OwnedObject[];
  readonly places: readonly PlaceGrant[];
  readonly defaults: readonly DefaultFact[];
  readonly definers: readonly DefinerFact[];
  readonly rowSecurity: readonly RowSecurityFact[];
  readonly otherGrants: readonly OtherGrant[];
  /** Conditions of declared policies as the server prints them, by `schema.table.policy`. */
  readonly conditions: ReadonlyMap<string, PolicyConditions>;
  /** By declared schema that is there. */
  readonly privileges: ReadonlyMap<string, SchemaPrivileges>;
}

/** Who holds what in one declared schema, and the columns of its masked tables. */
export interface SchemaPrivileges {
  readonly rows: readonly PrivilegeRow[];
  readonly columns: readonly ColumnRow[];
}
