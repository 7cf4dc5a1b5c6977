import { ExitCode } from "../exit-codes.ts";
import { changesLine } from "../output/changes-line.ts";
import { Progress } from "../output/progress.ts";
import { styler } from "../output/style.ts";
import { unindexedKeys } from "./index/unindexed-keys.ts";
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
  else {
    const remark = await unindexedKeys(opened.settings);
    const line = changesLine({ changes: planned }, Date.now() - began, style);
    process.stdout.write(`${line}\n${remark === undefined ? "" : `${style.dim(remark)}\n`}`);
  }
  if (options.expectNoChanges && report.changes.size > 0) process.exitCode = ExitCode.failed;
}
