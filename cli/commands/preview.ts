import type { Command } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface PreviewOptions {
  readonly stack: string;
  readonly refresh?: boolean;
  readonly json?: boolean;
  readonly expectNoChanges?: boolean;
}

/** `pgstack preview`: says what `up` would do. */
export function registerPreview(program: Command): void {
  program
    .command("preview")
    .description("say what `up` would do, and do nothing")
    .addOption(stackOption())
    .option("--refresh", "compare with the server first: shows what was changed by hand")
    .option("--expect-no-changes", "exit 1 when anything would change")
    .addOption(jsonOption())
    .action(async (options: PreviewOptions) => {
      const { preview } = await import("../stack/preview.ts");
      await preview(options);
    });
}
