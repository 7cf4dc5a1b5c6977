/** Names of the administrator that RDS for PostgreSQL refuses, or has for itself (API reference of RDS, CreateDBInstance). */
const reservedUsers: Readonly<Record<string, string>> = {
  admin: "a name that RDS reserves",
  administrator: "a name that RDS reserves",
  postgres: "PostgreSQL's own superuser",
  rdsadmin: "Amazon RDS's own superuser",
  rdsrepladmin: "Amazon RDS's own role for replication",
  rdsproxyadmin: "Amazon RDS Proxy's own role",
  rdstopmgr: "Amazon RDS's own role",
  root: "a name that RDS reserves",
};

/** Why RDS does not take a name for the administrator, or `undefined`. */
export function reasonReserved(user: string): string | undefined {
  if (Object.hasOwn(reservedUsers, user)) return reservedUsers[user];
  return user.startsWith("rds") ? "rds begins Amazon RDS's own names" : undefined;
}

/** The longest name of an administrator, in characters (API reference of RDS, CreateDBInstance, MasterUsername, 2026-11-28). */
export const longestAdminUser = 16;
