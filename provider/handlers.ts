import type { ResourceHandler } from "./resource-handler.ts";

/**
 * Every resource type the plug-in serves, by its token. A handler is loaded when its first resource is seen: the engine
 * starts a process of the plug-in for each provider of a stack, and starting it is on the way of every command.
 */
export const handlers: Readonly<Record<string, () => Promise<ResourceHandler>>> = {
  "pgstack:index:EmbeddedServer": async () =>
    (await import("./resources/embedded-server/crud.ts")).embeddedServerHandler,
  "pgstack:index:NativeServer": async () =>
    (await import("./resources/native-server/crud.ts")).nativeServerHandler,
  "pgstack:index:NativeReplica": async () =>
    (await import("./resources/native-replica/crud.ts")).nativeReplicaHandler,
  "pgstack:index:RunningServer": async () =>
    (await import("./resources/running-server/crud.ts")).runningServerHandler,
  "pgstack:index:ServerData": async () => (await import("./resources/server-data/crud.ts")).serverDataHandler,
  "pgstack:index:PostgresConfiguration": async () =>
    (await import("./resources/postgres-configuration/crud.ts")).postgresConfigurationHandler,
  "pgstack:index:PgBouncerConfiguration": async () =>
    (await import("./resources/pgbouncer-configuration/crud.ts")).pgbouncerConfigurationHandler,
  "pgstack:index:AdminRole": async () => (await import("./resources/admin-role/crud.ts")).adminRoleHandler,
  "pgstack:index:Replication": async () =>
    (await import("./resources/replication/crud.ts")).replicationHandler,
  "pgstack:index:PoolerRole": async () => (await import("./resources/pooler-role/crud.ts")).poolerRoleHandler,
  "pgstack:index:PasswordFile": async () =>
    (await import("./resources/password-file/crud.ts")).passwordFileHandler,
  "pgstack:index:LoginFile": async () => (await import("./resources/login-file/crud.ts")).loginFileHandler,
  "pgstack:index:Certificates": async () =>
    (await import("./resources/certificates/crud.ts")).certificatesHandler,
  "pgstack:index:Comments": async () => (await import("./resources/comments/crud.ts")).commentsHandler,
  "pgstack:index:Extension": async () => (await import("./resources/extension/crud.ts")).extensionHandler,
  "pgstack:index:ExtensionVersions": async () =>
    (await import("./resources/extension-versions/crud.ts")).extensionVersionsHandler,
  "pgstack:index:RolePasswords": async () =>
    (await import("./resources/role-passwords/crud.ts")).rolePasswordsHandler,
  "pgstack:index:Role": async () => (await import("./resources/role/crud.ts")).roleHandler,
  "pgstack:index:Schema": async () => (await import("./resources/schema/crud.ts")).schemaHandler,
  "pgstack:index:Migrations": async () => (await import("./resources/migrations/crud.ts")).migrationsHandler,
  "pgstack:index:Index": async () => (await import("./resources/index/crud.ts")).indexHandler,
  "pgstack:index:IndexRecall": async () =>
    (await import("./resources/index-recall/crud.ts")).indexRecallHandler,
  "pgstack:index:PartitionSet": async () =>
    (await import("./resources/partition-set/crud.ts")).partitionSetHandler,
  "pgstack:index:MaterializedView": async () =>
    (await import("./resources/materialized-view/crud.ts")).materializedViewHandler,
  "pgstack:index:Job": async () => (await import("./resources/job/crud.ts")).jobHandler,
  "pgstack:index:RoleSettings": async () =>
    (await import("./resources/role-settings/crud.ts")).roleSettingsHandler,
  "pgstack:index:Memberships": async () =>
    (await import("./resources/memberships/crud.ts")).membershipsHandler,
  "pgstack:index:DatabasePrivileges": async () =>
    (await import("./resources/database-privileges/crud.ts")).databasePrivilegesHandler,
  "pgstack:index:RowSecurity": async () =>
    (await import("./resources/row-security/crud.ts")).rowSecurityHandler,
  "pgstack:index:Privileges": async () => (await import("./resources/privileges/crud.ts")).privilegesHandler,
  "pgstack:index:DemoData": async () => (await import("./resources/demo-data/crud.ts")).demoDataHandler,
};
