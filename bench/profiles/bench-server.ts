import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownImageFolder, ownImageName } from "../../components/server/own-image.ts";
import { hostRules } from "../../configuration/host-rules.ts";
import { docker } from "../../machine/docker/docker.ts";
import { superuser } from "../../model/service-roles.ts";
import { mountPoint } from "../../operations/docker/configuration/place.ts";
import { writeFiles } from "../../operations/docker/configuration/write-files.ts";
import { renewCertificates } from "../../operations/tls/renew-certificates.ts";
import { filesOf } from "../../provider/resources/postgres-configuration/files.ts";
import { parseUsage, type Usage, usageScript } from "./usage.ts";

const minute = 60_000;

/** A server in a container of its own. */
export interface BenchServer extends AsyncDisposable {
  /** Runs a program in the container, as the superuser and by the socket; what it prints. */
  exec(command: readonly string[], input?: string): Promise<string>;
  /** Runs statements in one session; what they print, a line for each row. */
  sql(database: string, statements: string): Promise<string>;
  usage(): Promise<Usage>;
}

export interface BenchServerOptions {
  readonly dockerHost: string;
  /** In bytes. */
  readonly memory: number;
  readonly cores: number;
  /** Computed parameters, written as the program writes them; without them PostgreSQL's defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Starts the project's own image with its data in a volume of the same kind, under the same limits. */
export async function startServer(options: BenchServerOptions): Promise<BenchServer> {
  const { dockerHost, memory, cores, parameters } = options;
  const name = `pgstack-profiles-${randomUUID().slice(0, 8)}`;
  const image = ownImageName();
  const run = async (args: readonly string[], input?: string) => {
    const answer = await docker(dockerHost, args, {
      timeout: 15 * minute,
      ...(input === undefined ? {} : { input }),
    });
    if (answer.ran) return answer.stdout;
    throw new Error(`docker ${args.slice(0, 2).join(" ")} ${name}: ${answer.said}`);
  };
  const exec = (command: readonly string[], input?: string) =>
    run(["exec", "--interactive", "--env", `PGUSER=${superuser}`, name, ...command], input ?? "");
  const sql = (database: string, statements: string) =>
    exec(["psql", "-XqAt", "--set", "ON_ERROR_STOP=1", "--dbname", database], statements);
  const remove = async () => {
    await run(["rm", "--force", name]);
    await run(["volume", "rm", "--force", name, `${name}-config`]);
  };
  try {
    if ((await run(["image", "ls", "--quiet", image])) === "")
      await run(["build", "--tag", image, ownImageFolder]);
    if (parameters !== undefined) await writeConfiguration(dockerHost, name, image, parameters);
    const file = (kind: string) => `${mountPoint}/primary/${kind}`;
    await run([
      ...["run", "--detach", "--name", name, "--network", "none"],
      ...["--memory", String(memory), "--memory-swap", "-1", "--cpus", String(cores), "--shm-size", "16g"],
      ...["--volume", `${name}:/var/lib/postgresql/data`],
      ...["--volume", `${name}-config:${mountPoint}:ro`],
      ...["--env", `POSTGRES_USER=${superuser}`, "--env", "POSTGRES_DB=postgres"],
      ...["--env", "POSTGRES_HOST_AUTH_METHOD=trust", image, "postgres"],
      // The image preloads pg_stat_statements by itself; PostgreSQL does not.
      ...(parameters === undefined
        ? ["-c", "shared_preload_libraries="]
        : ["-c", `config_file=${file("postgresql.conf")}`, "-c", `hba_file=${file("pg_hba.conf")}`]),
    ]);
    await answers(sql);
    await sql("postgres", "CREATE EXTENSION pg_stat_statements;");
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    exec,
    sql,
    usage: async () => parseUsage(await exec(["sh", "-c", usageScript])),
    [Symbol.asyncDispose]: remove,
  };
}

/** The files that `up` writes, certificates among them. */
async function writeConfiguration(
  dockerHost: string,
  name: string,
  image: string,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const place = { dockerHost, volume: `${name}-config`, folder: "primary", image, container: name };
  const tlsFolder = mkdtempSync(join(tmpdir(), "pgstack-profiles-"));
  try {
    await renewCertificates(
      { folder: tlsFolder, hosts: ["localhost"], clients: {} },
      { now: new Date(), all: false },
    );
    const tlsFiles = ["ca.crt", "server.crt", "server.key"];
    const files = filesOf({
      ...place,
      tlsFolder,
      tlsFiles,
      staticParameters: parameters,
      dynamicParameters: {},
      hostRules,
    });
    await writeFiles(place, files);
  } finally {
    rmSync(tlsFolder, { recursive: true });
  }
}

async function answers(sql: BenchServer["sql"]): Promise<void> {
  for (const end = Date.now() + 2 * minute; ; ) {
    try {
      // The server that makes the cluster listens there, too, but is no child of process 1.
      if ((await sql("postgres", "SELECT pg_read_file('postmaster.pid', 0, 2) = E'1\\n'")) === "t") return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
