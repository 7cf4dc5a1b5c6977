import { ExitCode } from "../exit-codes.ts";
import { changesLine } from "../output/changes-line.ts";
import { Progress } from "../output/progress.ts";
import { styler } from "../output/style.ts";
import { openStack } from "./open-stack.ts";
import { runEngine } from "./run-engine.ts";

export interface PreviewOptions {
  readonly stack: string;
  /** Compare with the server first. */
  readonly refresh?: boolean;
  readonly expectNoChanges?: boolean;
  readonly json?: boolean;
}

/** Says what `up` would do; changes nothing but what is remembered of the stack. */
export async function preview(options: PreviewOptions): Promise<void> {
  const began = Date.now();
  const progress = new Progress({ planning: true });
  const opened = await openStack(options.stack, progress);
  const report = await opened.run("create", (stack) =>
    runEngine("preview", progress, (engine) =>
      stack.preview({ ...engine, refresh: options.refresh ?? false }),
    ),
  );
  const planned = new Map([...report.changes].map(([done, count]) => [`to be ${done}`, count]));
  const style = styler(process.stdout);
  if (options.json)
    process.stdout.write(`${JSON.stringify({ changes: Object.fromEntries(report.changes) })}\n`);
  else process.stdout.write(`${changesLine({ changes: planned }, Date.now() - began, style)}\n`);
  if (options.expectNoChanges && report.changes.size > 0) process.exitCode = ExitCode.failed;
}
