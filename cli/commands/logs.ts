import { type Command, InvalidArgumentError } from "commander";
import { stackOption } from "./stack-option.ts";

interface LogsOptions {
  readonly stack: string;
  readonly follow?: boolean;
  readonly tail?: number | "all";
  readonly since?: Date;
  readonly of?: string;
}

const milliseconds = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `pgstack logs`: what the server has written. */
export function registerLogs(program: Command): void {
  program
    .command("logs")
    .description("print the server's log")
    .addOption(stackOption())
    .option("-f, --follow", "go on with new lines until the server stops, or Ctrl-C")
    .option("-n, --tail <lines>", "last lines to print, or all (default: 100; all with --since)", lineCount)
    .option(
      "--since <when>",
      "only lines since a time (2026-01-31T12:00) or for a while (90s, 10m, 2h, 1d)",
      moment,
    )
    .option("--of <part>", "whose log: replica-1, replica-2, ..., pgbouncer (default: the primary's)")
    .action(async (options: LogsOptions) => {
      const { printLogs } = await import("../stack/logs.ts");
      await printLogs(options);
    });
}

function lineCount(text: string): number | "all" {
  if (text === "all") return text;
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is neither a whole number nor all.");
  return Number(text);
}

/** A date without a zone is this machine's. */
function moment(text: string): Date {
  const { count, unit } = /^(?<count>\d+)(?<unit>[smhd])$/.exec(text)?.groups ?? {};
  const at = unit
    ? new Date(Date.now() - Number(count) * milliseconds[unit as keyof typeof milliseconds])
    : new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError(
      "It is neither a time, such as 2026-01-31T12:00, nor a while, such as 10m.",
    );
  return at;
}
