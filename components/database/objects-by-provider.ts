import { createHmac } from "node:crypto";
import * as postgresql from "@pulumi/postgresql";
import { all, type Input, type Output, type Resource, secret } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { credentialOf } from "../../model/credential-of.ts";
import { databaseLocale } from "../../model/database-locale.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { fixedVersion } from "../../model/fixed-version.ts";
import { groupsFirst } from "../../model/groups-first.ts";
import type { Role as DeclaredRole } from "../../model/role.ts";
import { Comments } from "../../provider/resources/comments/resource.ts";
import { RolePasswords } from "../../provider/resources/role-passwords/resource.ts";
import { scramVerifier } from "../../sql/role/scram-verifier.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { connectionTo } from "./connection-to.ts";
import type { DatabaseObjects } from "./database-objects.ts";
import { type ProviderLogin, providerLogin } from "./provider-login.ts";

/** Of the plug-in's own connections, for each database it works in; it opens and closes them all the time. */
const providerConnections = 2;

const superuserAttributes = ["superuser", "replication", "bypassRowLevelSecurity"];

/** Made by `@pulumi/postgresql`, on every server with sessions of its own for each connection. */
export function objectsByProvider(
  name: string,
  server: PostgresServer,
  model: DatabaseModel,
  parent: Resource,
  indexBuilds?: number,
): DatabaseObjects {
  // Another server at the same address, such as an empty volume, replaces `server.ready`, and with it whatever has a name
  // that depends on it. (The engine's `replaceWith` loses the provider of what it replaces.)
  const onThis = (name: Input<string>) => all([server.systemIdentifier, name]).apply(([, known]) => known);
  const onServer = { parent, deletedWith: server.ready, replaceOnChanges: ["name"] };
  const login = providerLogin(server, name, parent);
  const outside = providerFor(server, login, "postgres", `${name}-server`, parent);
  const database = new postgresql.Database(
    `${name}-database`,
    {
      name: onThis(server.database),
      template: "template0",
      encoding: "UTF8",
      lcCollate: databaseLocale.collation,
      lcCtype: databaseLocale.characters,
    },
    // Another collation would be another, empty database: one that is there keeps its own.
    { ...onServer, provider: outside, dependsOn: server.ready, ignoreChanges: ["lcCollate"] },
  );
  // By name and not by the resource's output: a provider that hangs on what is replaced is lost to the engine in between.
  const provider = providerFor(server, login, server.database, `${name}-objects`, parent, [database]);
  const inside = { ...onServer, provider };

  const allRoles: postgresql.Role[] = [];
  const passwords: Record<string, Output<string | undefined>> = {};
  for (const role of groupsFirst(model.roles)) {
    const credential = credentialOf(role, { kind: server.kind, iam: server.capabilities.iam });
    const password = credential === "password" ? generatedPassword(role, parent) : undefined;
    const made = new postgresql.Role(
      role.name,
      {
        name: onThis(role.name),
        login: role.login ?? false,
        connectionLimit: role.connectionLimit ?? -1,
        roles: [...(role.memberOf ?? []), ...(credential === "iam" ? ["rds_iam"] : [])],
        ...(password && { password: verifierOf(role.name, password) }),
      },
      // None but a superuser may say anything of them, not even that they are as they should be: `AdminRole` sees to them.
      // One after the other: the provider locks a role and then its members, among them the administrator, so that two whose
      // one is a member of the other, be it by hand, end as a deadlock.
      { ...inside, dependsOn: [database, ...allRoles.slice(-1)], ignoreChanges: superuserAttributes },
    );
    allRoles.push(made);
    if (password !== undefined) passwords[role.name] = password;
  }
  const schemas = new Map<string, postgresql.Schema>();
  for (const { name, owner } of model.schemas) {
    const args = { name, owner, database: database.name, ifNotExists: true };
    schemas.set(name, new postgresql.Schema(name, args, { ...inside, dependsOn: allRoles }));
  }
  const extensions = model.extensions.map(({ name, schema = "public", version }) => {
    const dependsOn = [database, ...[schemas.get(schema)].filter((made) => made !== undefined)];
    const args = { name, schema, database: database.name, version: fixedVersion(version) };
    return new postgresql.Extension(name, args, { ...inside, dependsOn });
  });
  const connection = connectionTo(server, server.database, `${name}-connection`, parent, {
    needs: [database],
    indexBuilds,
  });
  const made = [...allRoles, ...schemas.values()];
  const comments = new Comments(`${name}-comments`, commentsOf(model), {
    parent,
    provider: connection,
    deletedWith: server.ready,
    dependsOn: made,
  });
  // Who is no superuser cannot read verifiers, and the provider of roles then takes them to be as it left them.
  const kept = new RolePasswords(
    `${name}-passwords`,
    { passwords: secret(all(passwords)) as Output<Record<string, string>> },
    { parent, provider: connection, deletedWith: server.ready, dependsOn: allRoles },
  );
  return { connection, roles: [...allRoles, comments, kept], passwords, schemas, extensions };
}

function providerFor(
  server: PostgresServer,
  login: ProviderLogin,
  database: Output<string> | string,
  name: string,
  parent: Resource,
  needs: readonly Resource[] = [],
): postgresql.Provider {
  return new postgresql.Provider(
    name,
    {
      host: server.address,
      port: server.port,
      database,
      username: server.adminUser,
      ...(login.password && { password: login.password }),
      superuser: server.capabilities.superuser,
      sslmode: server.tls,
      sslrootcert: login.caFile,
      maxConnections: providerConnections,
      connectTimeout: 15,
    },
    { parent, dependsOn: [server.ready, ...login.needs, ...needs] },
  );
}

/** 192 bits and more, of letters and digits: nothing that a URL or a shell would have to escape. */
function generatedPassword({ name, passwordVersion = 1 }: DeclaredRole, parent: Resource): Output<string> {
  const keepers = { version: String(passwordVersion) };
  return new RandomPassword(`${name}-password`, { length: 33, special: false, keepers }, { parent }).result;
}

/**
 * What the server keeps of the password: given in its place, the password is in no statement and no log of the server.
 * The salt follows from the password, which nobody can guess, so that the same one is no change.
 */
function verifierOf(role: string, password: Output<string>): Output<string> {
  return secret(
    password.apply((text) => {
      const salt = createHmac("sha256", text).update(`salt of ${role}`).digest().subarray(0, 16);
      return scramVerifier(text, salt);
    }),
  );
}

/** The provider has no place for them. */
function commentsOf({ roles, schemas }: DatabaseModel) {
  const byName = (declared: readonly { name: string; comment: string }[]) =>
    Object.fromEntries(declared.map(({ name, comment }) => [name, comment]));
  return { roles: byName(roles), schemas: byName(schemas) };
}
