import { type Command, Option } from "commander";
import { jsonOption, stackOption } from "./stack-option.ts";

interface PreviewOptions {
  readonly stack: string;
  readonly refresh?: boolean;
  readonly json?: boolean;
  readonly expectNoChanges?: boolean;
  readonly offline?: boolean;
  readonly full?: boolean;
  readonly format?: "terraform";
}

/** `pgstack preview`: says what `up` would do. */
export function registerPreview(program: Command): void {
  const preview = program
    .command("preview")
    .description("say what `up` would do, and do nothing")
    .addOption(stackOption())
    .option("--refresh", "compare with the server first: shows what was changed by hand")
    .option("--expect-no-changes", "exit 1 when anything would change")
    .addOption(
      new Option(
        "--offline",
        "list what is declared, asking nobody: no credentials, plug-ins, Pulumi CLI",
      ).conflicts(["refresh", "expectNoChanges"]),
    )
    .option("--full", "with --offline: every input of every resource")
    .addOption(
      new Option("--format <name>", "with --offline: as a Terraform plan in JSON, for Checkov and its like")
        .choices(["terraform"])
        .conflicts(["json", "full"]),
    )
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nWithout --offline, what there is already is compared with what is declared. docs/offline-preview.md.",
    )
    .action(async (options: PreviewOptions) => {
      if (options.offline) {
        const { previewOffline } = await import("../stack/preview-offline.ts");
        await previewOffline(options);
        return;
      }
      for (const option of ["full", "format"] as const)
        if (options[option] !== undefined) preview.error(`error: option '--${option}' needs --offline`);
      const { preview: compare } = await import("../stack/preview.ts");
      await compare(options);
    });
}
