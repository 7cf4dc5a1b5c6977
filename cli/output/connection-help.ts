import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { fromProject } from "../../settings/paths.ts";
import type { PulumiCli } from "../pulumi/pulumi-cli.ts";
import { psqlLine } from "../stack/psql-line.ts";
import type { Styler } from "./style.ts";

/** What is on this machine around the stack. */
interface Surroundings {
  readonly stack: string;
  /** As short as it can be written from where the user stands. */
  readonly passwordFile: string;
  /** The CLI that was used. */
  readonly cli: PulumiCli;
}

/** What a person needs after an `up`: which server and why, where it is, how to connect, what to try. */
export function connectionHelp(
  outputs: StackOutputs,
  { stack, passwordFile, cli }: Surroundings,
  style: Styler,
): string {
  const { server, host, port, database, tls, caFile } = outputs;
  const trust = caFile ? { caFile: fromProject(caFile) } : {};
  const psql = (user: string) => psqlLine({ host, port, database, user, tls, ...trust, passwordFile }, []);
  const on = stack === "dev" ? "" : ` --stack ${stack}`;
  const logins = Object.entries(outputs.roles).filter(([, role]) => role.login);
  const width = Math.max(...logins.map(([name]) => name.length));
  const firstLogin = logins.find(([name]) => name === "mcp_app")?.[0] ?? logins[0]?.[0];
  return [
    `${style.bold(`PostgreSQL ${server.majorVersion}`)}, ${server.kind}, at ${style.bold(`${host}:${port}`)}, database ${style.bold(database)}`,
    style.dim(`  ${server.reason}`),
    ...addressLines(outputs).map((line) => style.dim(`  ${line}`)),
    ...limitsLine(outputs).map((line) => style.dim(`  ${line}`)),
    style.dim(`  Pulumi CLI ${cli.version}, ${cli.source}`),
    "",
    "Roles that log in",
    ...logins.map(([name, role]) => `  ${name.padEnd(width)}  ${style.dim(role.comment)}`),
    ...(firstLogin === undefined
      ? []
      : ["", "Connect, without a password on the command line", `  ${style.cyan(psql(firstLogin))}`]),
    "",
    "Try",
    `  ${style.cyan(`npx pgstack query${on} "SELECT status, count(*) FROM commerce.orders GROUP BY status"`)}`,
    `  ${style.cyan(`npx pgstack outputs${on} --json`)}`,
    `  ${style.cyan(`npx pgstack doctor${on}`)}`,
  ].join("\n");
}

/** What stands before and beside the primary. */
function addressLines({ pooler, direct, readers }: StackOutputs): string[] {
  const lines = readers.map(
    ({ host, port, name, synchronous }) =>
      `${name}, for reading${synchronous ? ", synchronous" : ""}: ${host}:${port}`,
  );
  if (pooler === undefined) return lines;
  return [
    `through PgBouncer (${pooler.mode} mode); the primary itself: ${direct.host}:${direct.port}`,
    ...lines,
  ];
}

/** Said whole by doctor, and in the outputs. */
function limitsLine({ server }: StackOutputs): string[] {
  const { length } = server.limits;
  if (length === 0) return [];
  return [
    `it has ${length} limit${length === 1 ? "" : "s"} that production has not: npx pgstack doctor lists ${length === 1 ? "it" : "them"}`,
  ];
}
