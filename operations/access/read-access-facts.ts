import type { ClientBase, QueryResultRow } from "pg";
import { creatorsOf } from "../../model/creators-of.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { type DefaultFact, readDefaultAcls } from "../../sql/access/read-default-acls.ts";
import { type DefinerFact, readDefiners } from "../../sql/access/read-definers.ts";
import { type MembershipFact, readMemberships } from "../../sql/access/read-memberships.ts";
import { type OtherGrant, readOtherGrants } from "../../sql/access/read-other-grants.ts";
import { type OwnedObject, readObjects, readSchemas, type SchemaFact } from "../../sql/access/read-owners.ts";
import { type PlaceGrant, readPlaceGrants } from "../../sql/access/read-place-grants.ts";
import { type RowSecurityFact, readPolicies } from "../../sql/access/read-policies.ts";
import { type RoleFact, readPasswordless, readRoles } from "../../sql/access/read-roles.ts";
import { readSession, type SessionRow } from "../../sql/access/read-session.ts";
import { readSettings, type SettingFact } from "../../sql/access/read-settings.ts";
import { type ColumnRow, readColumns } from "../../sql/privilege/masked-table.ts";
import { type PrivilegeRow, readPrivileges } from "../../sql/privilege/read-privileges.ts";
import type { AccessFacts, SchemaPrivileges } from "./access-facts.ts";
import { canonicalConditions } from "./canonical-conditions.ts";

/** Reads all that the model is compared with, by a dozen queries and two a declared schema, however many objects there are. */
export async function readAccessFacts(client: ClientBase, model: DatabaseModel): Promise<AccessFacts> {
  const rows = async <Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(sql, values)).rows;
  const [session] = await rows<SessionRow>(readSession);
  if (session === undefined) throw new Error("a session has a role");
  const schemas = await rows<SchemaFact>(readSchemas);
  const privileges = new Map<string, SchemaPrivileges>();
  for (const schema of model.schemas.filter(({ name }) => schemas.some((fact) => fact.name === name))) {
    const creators = creatorsOf(schema, model.roles, session.user);
    const masked = (schema.masks ?? []).map(({ table }) => table);
    privileges.set(schema.name, {
      rows: await rows<PrivilegeRow>(readPrivileges, [schema.name, creators]),
      columns: masked.length === 0 ? [] : await rows<ColumnRow>(readColumns, [schema.name, masked]),
    });
  }
  return {
    session,
    schemas,
    privileges,
    roles: await rows<RoleFact>(readRoles),
    passwordless: session.reads_verifiers
      ? (await rows<{ name: string }>(readPasswordless)).map(({ name }) => name)
      : undefined,
    memberships: await rows<MembershipFact>(readMemberships),
    settings: await rows<SettingFact>(readSettings),
    objects: await rows<OwnedObject>(readObjects),
    places: await rows<PlaceGrant>(readPlaceGrants),
    defaults: await rows<DefaultFact>(readDefaultAcls),
    definers: await rows<DefinerFact>(readDefiners),
    rowSecurity: await rows<RowSecurityFact>(readPolicies),
    conditions: await canonicalConditions(client, model),
    otherGrants: await rows<OtherGrant>(readOtherGrants),
  };
}
