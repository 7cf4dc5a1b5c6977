import type { ConnectionTarget } from "../../db/connection-target.ts";
import { resolveCredential } from "../../db/credential.ts";
import { UserError } from "../../errors/user-error.ts";
import { writeAdminLogin } from "../../operations/login/write-admin-login.ts";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { adminLoginFile, fromProject } from "../../settings/paths.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import { relativeToHere } from "../output/relative-path.ts";
import { secretAdmin } from "./admin-login.ts";
import { openStack } from "./open-stack.ts";
import { writePasswordFile } from "./password-file.ts";
import { type PsqlTarget, psqlLine } from "./psql-line.ts";
import { readOutputs } from "./read-outputs.ts";
import { roleTarget } from "./role-target.ts";
import { runPsql } from "./run-psql.ts";
import { stackServer } from "./stack-server.ts";

export interface ConnectOptions {
  readonly stack: string;
  /** @default mcp_app, or the first role that logs in */
  readonly role?: string;
  /** Only print the command. */
  readonly print?: boolean;
}

/** Runs psql as a role, in place of this program: its terminal, its exit code. */
export async function connect(psqlArguments: readonly string[], options: ConnectOptions): Promise<void> {
  const { stack, print } = options;
  const outputs = await readOutputs(await openStack(stack));
  const role = options.role ?? defaultRole(outputs);
  const { target, setRole } = roleTarget(outputs, stack, role);
  const passwordFile = await fileFor(target, stack, outputs);
  const { host, port, database, user, tls, caFile } = target;
  const to: PsqlTarget = {
    ...{ host, port, database, user, tls, passwordFile },
    ...(caFile && { caFile: fromProject(caFile) }),
    ...(setRole && { setRole }),
  };
  if (print) {
    const line = psqlLine({ ...to, passwordFile: relativeToHere(passwordFile) }, psqlArguments);
    process.stdout.write(`${line}\n`);
    return;
  }
  await requireRunning(stack);
  process.exitCode = await runPsql(to, psqlArguments);
}

/** The file that psql finds the password in. */
async function fileFor({ user, credential }: ConnectionTarget, stack: string, outputs: StackOutputs) {
  const admin = secretAdmin(outputs);
  if (admin !== undefined && user === admin.user) {
    await writeAdminLogin(adminLoginFile(stack), admin);
    return adminLoginFile(stack);
  }
  // A credential that cannot be read is told here: the password file would just lack its line.
  if (typeof credential === "string") await resolveCredential(credential);
  return writePasswordFile(stack, outputs);
}

function defaultRole({ roles, admin }: StackOutputs): string {
  if (roles.mcp_app?.login) return "mcp_app";
  return Object.entries(roles).find(([, { login }]) => login)?.[0] ?? admin.user;
}

/** psql would only say that nobody listens, and wait for a container that is paused. */
async function requireRunning(stack: string): Promise<void> {
  if (recallServer(stack) === undefined) return;
  const { kind, ...server } = stackServer(stack);
  const status = await server.status();
  if (status === "running") return;
  const verb = status === "absent" ? "up" : "start";
  throw new UserError(`the ${kind} server is ${status}`, {
    where: `stack ${stack}`,
    mend: `Run \`npx pgstack ${verb}${stack === "dev" ? "" : ` --stack ${stack}`}\`.`,
  });
}
