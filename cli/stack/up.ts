import { replaceDataVariable } from "../../settings/replace-data.ts";
import { countRotations, type RotationSubject } from "../../settings/rotations.ts";
import { changesLine } from "../output/changes-line.ts";
import { connectionHelp } from "../output/connection-help.ts";
import { Progress } from "../output/progress.ts";
import { relativeToHere } from "../output/relative-path.ts";
import { styler } from "../output/style.ts";
import { bringBack, startBeforeRefresh } from "./bring-back.ts";
import { clearPending } from "./clear-pending.ts";
import { dockerOfStack } from "./docker-of-stack.ts";
import { seeToLeftVolume } from "./left-volume.ts";
import { openStack } from "./open-stack.ts";
import { writePasswordFile } from "./password-file.ts";
import { readOutputs } from "./read-outputs.ts";
import { runEngine } from "./run-engine.ts";
import { ServerWatch } from "./server-watch.ts";

export interface UpOptions {
  readonly stack: string;
  /** Compare with the server first. */
  readonly refresh?: boolean;
  /** Allow a change that deletes what the server holds. */
  readonly replaceData?: boolean;
  /** What to renew. */
  readonly rotate?: readonly RotationSubject[];
  readonly json?: boolean;
}

/** Makes the stack what the program says, and prints what a person needs next. */
export async function up(options: UpOptions): Promise<void> {
  const began = Date.now();
  const progress = new Progress({ planning: false });
  if (options.replaceData) process.env[replaceDataVariable] = "1";
  const opened = await openStack(options.stack, progress);
  const report = await opened.run("create", async (stack) => {
    if (options.rotate) countRotations(options.stack, options.rotate);
    const pending = await clearPending(stack);
    if (pending > 0) progress.note(`going on after a run that was cut short (${pending} under way then)`);
    const place = await dockerOfStack(options.stack, opened.settings.server);
    await seeToLeftVolume(options.stack, place, progress);
    await bringBack(stack, place, progress);
    if (options.refresh) await startBeforeRefresh(stack, progress);
    using watch = place && new ServerWatch(options.stack, place);
    return await runEngine(
      "up",
      progress,
      (engine) => stack.up({ ...engine, refresh: options.refresh ?? false }),
      async () => (await watch?.logs()) ?? [],
    );
  });
  const outputs = await readOutputs(opened);
  const file = writePasswordFile(options.stack, outputs);
  const style = styler(process.stdout);
  process.stderr.write(`${changesLine(report, Date.now() - began, style)}\n\n`);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ changes: Object.fromEntries(report.changes) })}\n`);
  else
    process.stdout.write(
      `${connectionHelp(outputs, { stack: options.stack, passwordFile: relativeToHere(file), cli: opened.cli }, style)}\n`,
    );
}
