import { rmSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { UserError } from "../../errors/user-error.ts";
import { requireDaemon } from "../../machine/docker/require-daemon.ts";
import { stackFolder } from "../../settings/paths.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import { changesLine } from "../output/changes-line.ts";
import { Progress } from "../output/progress.ts";
import { styler } from "../output/style.ts";
import { openStack } from "./open-stack.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { runEngine } from "./run-engine.ts";

export interface DestroyOptions {
  readonly stack: string;
  /** Do not ask. */
  readonly yes?: boolean;
}

/** Stops the server and deletes it with its data; nothing of the stack stays on this machine. */
export async function destroy(options: DestroyOptions): Promise<void> {
  const began = Date.now();
  await confirm(options);
  const progress = new Progress({ planning: false });
  const opened = await openStack(options.stack, progress);
  const server = recallServer(options.stack);
  // What is on the server would leave the state before it shows that the container cannot be deleted.
  if (server?.kind === "docker") await requireDaemon(server.dockerHost ?? "");
  const report = await opened.run("existing", async (stack) => {
    const report = await runEngine("destroy", progress, (engine) => stack.destroy(engine));
    await stack.workspace.removeStack(options.stack);
    await removeLeftovers(opened.settings);
    rmSync(stackFolder(options.stack), { recursive: true, force: true });
    return report;
  });
  process.stdout.write(`${changesLine(report, Date.now() - began, styler(process.stdout))}\n`);
}

async function confirm({ stack, yes }: DestroyOptions): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new UserError("destroy deletes the data, and there is no terminal to ask at", {
      where: `stack ${stack}`,
      mend: "Say so with --yes.",
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(
      `This deletes the server of stack ${stack} and all its data.\nType the stack's name to go on: `,
    );
    if (answer.trim() !== stack) throw new UserError("nothing was deleted", { where: `stack ${stack}` });
  } finally {
    terminal.close();
  }
}
