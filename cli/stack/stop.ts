import type { LocalServer, LocalStatus } from "../../operations/server/local-server.ts";
import type { InAws } from "../../settings/require-development.ts";
import { openSpinner } from "../output/spinner.ts";
import { withStackServer } from "./stack-server.ts";

export interface StopOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** What can be stopped: Amazon RDS User Guide, "Stopping an Amazon RDS DB instance temporarily", November 2026. */
const inAws: InAws = ({ server }) =>
  `${server === "aurora" ? "`aws rds stop-db-cluster` stops it" : "`aws rds stop-db-instance` stops one without replicas"}, and AWS starts it again after seven days.\n` +
  "  How to be rid of it: docs/production.md.";

/** Stops the stack's server; its data stays. */
export async function stop({ stack, json }: StopOptions): Promise<void> {
  const { kind, before, status } = await withStackServer(stack, inAws, async (server) => {
    const { kind } = server;
    const before = await statusOfAll(server);
    const spinner = openSpinner(process.stderr);
    spinner.show(`stopping the ${kind} server`);
    await server.stop().finally(() => spinner.stop());
    return { kind, before, status: await server.status() };
  });
  process.stdout.write(
    json ? `${JSON.stringify({ status })}\n` : `${words[before](`the ${kind} server of stack ${stack}`)}\n`,
  );
}

/** One part that runs is one to be stopped. */
async function statusOfAll(server: LocalServer): Promise<LocalStatus> {
  const statuses = (await server.parts?.())?.map(({ status }) => status) ?? [await server.status()];
  return (["running", "paused", "stopped"] as const).find((each) => statuses.includes(each)) ?? "absent";
}

/** What is said of the server, by how it was. */
const words = {
  running: (server: string) => `${server} is stopped; its data stays`,
  paused: (server: string) => `${server} was paused, and is stopped; its data stays`,
  stopped: (server: string) => `${server} was stopped already; its data stays`,
  absent: (server: string) => `${server} is not there: nothing was to be stopped`,
} as const;
