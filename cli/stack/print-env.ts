import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { projectRoot, stackFolder } from "../../settings/paths.ts";
import { prepareAdminLogin } from "./admin-login.ts";
import { createStack } from "./create-stack.ts";
import { openStack } from "./open-stack.ts";

export interface EnvOptions {
  readonly stack: string;
  readonly shell: "sh" | "fish";
  readonly json?: boolean;
}

/** Prints the environment in which plain `pulumi` works on this stack. */
export async function printEnv({ stack, shell, json }: EnvOptions): Promise<void> {
  const opened = await openStack(stack);
  const { cli, environment } = opened;
  // Plain `pulumi` would make the stack with a salt in the tracked file.
  await createStack(opened);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  await prepareAdminLogin(opened, say).catch((error) => {
    // It is in this environment that one logs in to a back end, and makes the stack.
    if (!UserError.isInstance(error)) throw error;
    say(error.message);
  });
  const path = [join(projectRoot, "node_modules", ".bin"), dirname(cli.path), process.env.PATH ?? ""];
  const variables = {
    ...environment,
    PULUMI_STACK: stack,
    PATH: [...new Set(path)].join(delimiter),
    ...trust(stack),
  };
  if (json) process.stdout.write(`${JSON.stringify(variables, null, 2)}\n`);
  else
    for (const [name, value] of Object.entries(variables))
      process.stdout.write(`${assignment[shell](name, value)}\n`);
}

/** By which libpq, and what is built on it, believes the stack's server and no other, where the stack has certificates. */
function trust(stack: string): Record<string, string> {
  const caFile = join(stackFolder(stack), "tls", "ca.crt");
  return existsSync(caFile) ? { PGSSLMODE: "verify-full", PGSSLROOTCERT: caFile } : {};
}

const assignment = {
  sh: (name: string, value: string) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  fish: (name: string, value: string) => `set -gx ${name} '${value.replaceAll(/['\\]/g, "\\$&")}'`,
};
