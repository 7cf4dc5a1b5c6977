import { all, type Input, interpolate, type Output, secret } from "@pulumi/pulumi";
import type { Database } from "../components/database/database.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import type { DatabaseModel } from "../model/database-model.ts";
import type { StackOutputs } from "../packages/client/stack-outputs.ts";
import type { ChosenServer } from "./dev.ts";

/** The stack's outputs, field by field as the contract has them. */
export type OutputsOf<T> = { readonly [Field in keyof T]: Input<T[Field]> };

/** Fills the contract with other programs. What holds a password is secret as a whole. */
export function stackOutputs(
  { server, reason }: Pick<ChosenServer, "server" | "reason">,
  model: DatabaseModel,
  database: Database,
): OutputsOf<StackOutputs> {
  const { kind, majorVersion, capabilities, tls } = server;
  return {
    contractVersion: 1,
    server: server.systemIdentifier.apply((systemIdentifier) => ({
      kind,
      reason,
      majorVersion,
      systemIdentifier,
      capabilities,
    })),
    host: server.address,
    port: server.port,
    database: server.database,
    tls,
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
  };
}

function urls(
  server: PostgresServer,
  model: DatabaseModel,
  { passwords }: Database,
): Output<Record<string, string>> {
  const place = interpolate`${server.address}:${server.port}/${server.database}`;
  const query = server.tls === "disable" ? "" : `?sslmode=${server.tls}`;
  const logins = model.roles.filter((role) => role.login).map((role) => role.name);
  return all(logins.map((role) => all([passwords[role], place]))).apply((pairs) =>
    Object.fromEntries(
      pairs.map(([password, address], at) => {
        const role = logins[at] ?? "";
        return [
          role,
          `postgresql://${encodeURIComponent(role)}:${encodeURIComponent(password ?? "")}@${address}${query}`,
        ];
      }),
    ),
  );
}
