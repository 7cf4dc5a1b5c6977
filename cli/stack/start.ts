import type { LocalServer } from "../../operations/server/local-server.ts";
import type { InAws } from "../../settings/require-development.ts";
import { duration } from "../output/engine-text.ts";
import { openSpinner } from "../output/spinner.ts";
import { withStackServer } from "./stack-server.ts";

export interface StartOptions {
  readonly stack: string;
  readonly json?: boolean;
}

const inAws: InAws = ({ server }) =>
  `One that was stopped there is started by \`aws rds start-db-${server === "aurora" ? "cluster" : "instance"}\`.`;

/** Starts the stack's server again, with its data and without Pulumi, and waits until it answers. */
export async function start({ stack, json }: StartOptions): Promise<void> {
  const began = Date.now();
  const { kind, before, status } = await withStackServer(stack, inAws, async (server) => {
    const { kind } = server;
    const before = await allRun(server);
    const spinner = openSpinner(process.stderr);
    spinner.show(`starting the ${kind} server`);
    await server.start().finally(() => spinner.stop());
    return { kind, before, status: await server.status() };
  });
  const server = `the ${kind} server of stack ${stack}`;
  if (json) process.stdout.write(`${JSON.stringify({ status })}\n`);
  else if (before) process.stdout.write(`${server} was running already\n`);
  else process.stdout.write(`${server} answers, after ${duration(Date.now() - began)}\n`);
}

async function allRun(server: LocalServer): Promise<boolean> {
  const statuses = (await server.parts?.())?.map(({ status }) => status) ?? [await server.status()];
  return statuses.every((status) => status === "running");
}
