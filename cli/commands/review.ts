import { type Command, InvalidArgumentError, Option } from "commander";
import { jsonOption } from "./stack-option.ts";

interface ReviewOptions {
  readonly dev: string;
  readonly prod: string;
  readonly server?: "docker" | "native" | "embedded";
  readonly preview: Readonly<Record<string, string>>;
  readonly plan?: string;
  readonly planBefore?: string;
  readonly costBefore?: string;
  readonly controls?: string;
  readonly commit?: string;
  readonly json?: boolean;
}

/** `pgstack review`: what a pull request's comment says. */
export function registerReview(program: Command): void {
  program
    .command("review")
    .description(
      "say in Markdown what a change does: previews, plan, cost, controls and parity, for a comment",
    )
    .option("--dev <stack>", "stack of this machine", "dev")
    .option("--prod <stack>", "stack of AWS", "prod")
    .addOption(
      new Option("--server <kind>", "dev's server, where it is auto").choices([
        "docker",
        "native",
        "embedded",
      ]),
    )
    .addOption(
      new Option("--preview <stack=file...>", "text that a preview printed")
        .default({}, "none")
        .argParser(named),
    )
    .option("--plan <file>", "`preview --offline --json` of the stack of AWS")
    .option("--plan-before <file>", "the same of the branch that is merged into")
    .option("--cost-before <file>", "`cost --json` of that branch")
    .option("--controls <file>", "`controls --json`")
    .option("--commit <id>", "commit that this is about")
    .addOption(jsonOption())
    .action(async (options: ReviewOptions) => {
      const { review } = await import("../stack/review/review.ts");
      review(options);
    });
}

function named(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const { stack, file } = /^(?<stack>[\w.-]+)=(?<file>.+)$/.exec(text)?.groups ?? {};
  if (stack === undefined || file === undefined) throw new InvalidArgumentError("Write stack=file.");
  return { ...before, [stack]: file };
}
