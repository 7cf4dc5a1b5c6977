import { all, interpolate, type Output, output, secret } from "@pulumi/pulumi";
import type { Database } from "../components/database/database.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import type { StackOutputs } from "../packages/client/stack-outputs.ts";
import { fromProject } from "../settings/paths.ts";
import type { ChosenServer } from "./dev.ts";
import type { OutputsOf } from "./outputs-of.ts";
import type { ProductionOutputs } from "./production/production-outputs.ts";
import { serverLimits } from "./server-limits.ts";

/** Fills the contract with other programs. What holds a password is secret as a whole. */
export function stackOutputs(
  { server, reason, aws }: Pick<ChosenServer, "server" | "reason"> & { aws?: ProductionOutputs },
  model: DatabaseModel,
  database: Database,
): OutputsOf<StackOutputs> {
  const { kind, majorVersion, capabilities, tls } = server;
  const direct = all([server.address, server.port]).apply(([host, port]) => ({ host, port }));
  const applications = server.pooler ?? direct;
  return {
    contractVersion: 1,
    server: server.systemIdentifier.apply((systemIdentifier) => ({
      kind,
      reason,
      majorVersion,
      systemIdentifier,
      capabilities,
      limits: serverLimits(server, model),
    })),
    host: applications.host,
    port: applications.port,
    direct,
    ...(server.pooler && { pooler: { kind: "pgbouncer" as const, mode: "transaction" as const } }),
    database: server.database,
    tls,
    ...(tls === "disable" ? {} : { caFile: server.caFile.apply((file) => file ?? "") }),
    admin: all([server.adminUser, server.adminCredential]).apply(([user, credential]) => ({
      user,
      credential,
    })),
    roles: Object.fromEntries(
      model.roles.map(({ name, login = false, comment }) => [name, { login, comment }]),
    ),
    urls: secret(urls(server, model, database)),
    readers: all([...server.readers]),
    schemas: model.schemas.map((schema) => schema.name),
    ...(Object.keys(database.gatedSettings).length > 0 && { foundSettings: output(database.gatedSettings) }),
    ...(aws && { aws: output(aws) }),
  };
}

/** Whose sessions have to keep what they set goes past the pooler. */
function urls(
  server: PostgresServer,
  model: DatabaseModel,
  { passwords }: Database,
): Output<Record<string, string>> {
  const direct = interpolate`${server.address}:${server.port}`;
  const applications =
    server.pooler === undefined ? direct : interpolate`${server.pooler.host}:${server.pooler.port}`;
  const query =
    server.tls === "disable" ? output("") : server.caFile.apply((file) => tlsQuery(server.tls, file));
  const logins = model.roles.filter((role) => role.login);
  const each = logins.map(({ name, ownSession }) =>
    all([passwords[name], ownSession ? direct : applications, server.database, query]).apply(
      ([password, address, database, parameters]): [string, string] => {
        const secret = password === undefined ? "" : `:${encodeURIComponent(password)}`;
        return [
          name,
          `postgresql://${encodeURIComponent(name)}${secret}@${address}/${database}${parameters}`,
        ];
      },
    ),
  );
  return all(each).apply((pairs) => Object.fromEntries(pairs));
}

/** The whole path: a program that is given the URL has a folder of its own. */
function tlsQuery(mode: string, caFile: string | undefined): string {
  const trust = caFile === undefined ? "" : `&sslrootcert=${encodeURIComponent(fromProject(caFile))}`;
  return `?sslmode=${mode}${trust}`;
}
