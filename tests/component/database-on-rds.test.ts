import { ComponentResource, output } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { Database } from "../../components/database/database.ts";
import { objectsByProvider } from "../../components/database/objects-by-provider.ts";
import type { PostgresServer } from "../../components/server/postgres-server.ts";
import { database as declaredDatabase } from "../../model/database.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import type { ServerCapabilities, ServerKindOutput } from "../../packages/client/stack-outputs.ts";
import { fromProject } from "../../settings/paths.ts";
import { serverLimits } from "../../stacks/server-limits.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { secretInput } from "./values.ts";

const arn = "arn:aws:secretsmanager:us-east-1:210987654321:secret:mcp-demo-prod-admin-x-AbCdEf";
/** As servers name it: relative to the project. */
const caFile = ".pgstack/stacks/stack/tls/ca.crt";
const real: ServerCapabilities = {
  loginsEnforced: true,
  superuser: false,
  replication: true,
  iam: false,
  preloadLibraries: true,
  scheduledJobs: true,
  concurrentSessions: true,
};

/** A server as the database sees it; only what differs between the two is told apart. */
class FakeServer extends ComponentResource implements PostgresServer {
  readonly kind: ServerKindOutput;
  readonly majorVersion = 17;
  readonly capabilities: ServerCapabilities;
  readonly tls = "verify-full";
  readonly limits: readonly string[] = [];
  readonly readerCount = 0;
  readonly maxConnections = 4;
  readonly address = output("db.example");
  readonly port = output(5432);
  readonly database = output("mcp_db");
  readonly adminUser = output("mcp_admin");
  readonly adminCredential;
  readonly adminPassword;
  readonly caFile = output<string | undefined>(caFile);
  readonly readers = [];
  readonly pooler = undefined;
  readonly systemIdentifier = output("7");
  readonly identity = output("7/1");
  readonly ready = this;

  constructor(kind: "docker" | "rds", capabilities: Partial<ServerCapabilities>) {
    super("test:index:FakeServer", "server");
    this.kind = kind;
    this.capabilities = { ...real, ...capabilities };
    this.adminCredential = output<`arn:${string}` | `file:${string}`>(kind === "rds" ? arn : "file:admin");
    this.adminPassword = kind === "rds" ? undefined : output(generatedPassword);
    this.registerOutputs({});
  }
}

const onRds = { iam: true };
const declaredModel = declaredDatabase({ foreignKeyIndexes: false, embeddingDimensions: 384 });
/** The declared database, whose roles log in by the same means on both. */
const repository: DatabaseModel = {
  ...declaredModel,
  roles: declaredModel.roles.map((role) => (role.login ? { ...role, credential: "password" } : role)),
};
/** With a role that logs in by IAM, and a job. */
const model: DatabaseModel = {
  ...repository,
  roles: [
    ...repository.roles,
    { name: "mcp_pipeline", comment: "loads", login: true, credential: "iam", memberOf: ["mcp_owner"] },
  ],
  jobs: [{ name: "tidy", role: "mcp_app", schedule: "0 3 * * *", command: "SELECT 1" }],
};

async function declared(
  kind: "docker" | "rds",
  capabilities: Partial<ServerCapabilities> = kind === "rds" ? onRds : {},
  of: DatabaseModel = model,
): Promise<Registered[]> {
  const resources = await registered(() => {
    const server = new FakeServer(kind, capabilities);
    new Database("database", {
      server,
      model: of,
      makeObjects: objectsByProvider,
      migrationsFolder: "migrations",
    });
  });
  return resources.sort((one, other) => key(one).localeCompare(key(other)));
}

const key = ({ type, name }: Registered) => `${type} ${name}`;
const connectionTypes = ["pulumi:providers:pgstack", "pulumi:providers:postgresql"];

function named(resources: readonly Registered[], wanted: string): Registered {
  const found = resources.find((each) => key(each) === wanted);
  if (found === undefined) throw new Error(`there is no ${wanted}`);
  return found;
}

describe("the database on RDS", () => {
  it("is the one on Docker, resource by resource, less how the administrator and one role log in", async () => {
    const [docker, rds] = [await declared("docker"), await declared("rds")];
    const names = new Set(docker.map(key));
    expect(rds.map(key).filter((each) => !names.has(each))).toEqual([
      "pgstack:index:LoginFile database-login-file",
      "pulumi:providers:pgstack database-login",
    ]);
    // By IAM on RDS, and by a password where there is no IAM.
    const there = new Set(rds.map(key));
    expect(docker.map(key).filter((each) => !there.has(each))).toEqual([
      "random:index/randomPassword:RandomPassword mcp_pipeline-password",
    ]);
    const differing = docker
      .filter((each) => there.has(key(each)) && !connectionTypes.includes(each.type))
      .filter((each) => JSON.stringify(each) !== JSON.stringify(named(rds, key(each))))
      .map(key);
    expect(differing).toEqual([
      "pgstack:index:Memberships database-memberships",
      "pgstack:index:RolePasswords database-passwords",
      "postgresql:index/role:Role mcp_pipeline",
    ]);
  });

  it("is exactly the same where the capabilities are, but for the administrator's password", async () => {
    const [docker, rds] = [
      await declared("docker", {}, repository),
      await declared("rds", onRds, repository),
    ];
    const others = (resources: readonly Registered[]) =>
      resources.filter(({ type, name }) => !connectionTypes.includes(type) && name !== "database-login-file");
    expect(others(rds)).toEqual(others(docker));
    expect(others(rds).length).toBeGreaterThan(25);
  });

  it("lets IAM log in who is declared so, and never the administrator", async () => {
    const rds = await declared("rds");
    expect(named(rds, "postgresql:index/role:Role mcp_pipeline").inputs).toEqual({
      name: "mcp_pipeline",
      login: true,
      connectionLimit: -1,
      roles: ["mcp_owner", "rds_iam"],
    });
    const { members } = named(rds, "pgstack:index:Memberships database-memberships").inputs as {
      members: Record<string, string[]>;
    };
    expect(Object.entries(members).filter(([, groups]) => groups.includes("rds_iam"))).toEqual([
      ["mcp_pipeline", ["mcp_owner", "rds_iam"]],
    ]);
    expect(Object.keys(members)).not.toContain("mcp_admin");
    const { value } = named(rds, "pgstack:index:RolePasswords database-passwords").inputs.passwords as {
      value: Record<string, string>;
    };
    expect(Object.keys(value)).not.toContain("mcp_pipeline");
  });

  it("connects the plug-in postgresql without a password, once there is a file with it, alike in every checkout", async () => {
    const rds = await declared("rds");
    const common = {
      host: "db.example",
      port: "5432",
      username: "mcp_admin",
      superuser: "false",
      sslmode: "verify-full",
      sslrootcert: caFile,
      maxConnections: "2",
      connectTimeout: "15",
    };
    for (const [name, database] of [
      ["database-server", "postgres"],
      ["database-objects", "mcp_db"],
    ]) {
      const { inputs, options } = named(rds, `pulumi:providers:postgresql ${name}`);
      expect(inputs).toEqual({ ...common, database });
      expect(options.dependsOn).toContain("database-login-file");
    }
    expect(named(await declared("docker"), "pulumi:providers:postgresql database-server").inputs).toEqual({
      ...common,
      database: "postgres",
      password: secretInput(generatedPassword),
      // Of a server on this machine, whose engine runs in another folder.
      sslrootcert: fromProject(caFile),
    });
  });

  it("has the file made by reference to the secret, with no password in it or any input of RDS's own", async () => {
    const rds = await declared("rds");
    expect(named(rds, "pgstack:index:LoginFile database-login-file")).toMatchObject({
      inputs: { path: ".pgstack/stacks/stack/admin.pgpass" },
      options: { parent: "database", provider: "database-login" },
    });
    expect(named(rds, "pulumi:providers:pgstack database-login").inputs).toMatchObject({
      database: "postgres",
      user: "mcp_admin",
      credential: arn,
    });
    const connections = rds.filter(({ type }) => connectionTypes.includes(type));
    expect(connections).toHaveLength(5);
    expect(JSON.stringify(connections)).not.toContain(generatedPassword);
  });

  it("leaves out only what the server's limits say", async () => {
    const limits = (kind: "docker" | "rds", capabilities: Partial<ServerCapabilities>) =>
      serverLimits({ kind, capabilities: { ...real, ...capabilities }, limits: [] }, model);
    expect(limits("rds", onRds)).toEqual([]);
    expect(limits("docker", {})).toEqual([
      "there is no IAM: mcp_pipeline logs in by a generated password here",
    ]);
  });
});
