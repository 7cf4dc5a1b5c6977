import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FailureCode } from "../../embedded/failure.ts";
import { type FailedServer, runFile } from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import type { EmbeddedConfig } from "./embedded-config.ts";

/** How many lines of the log are shown when nothing better is known. */
const shownLines = 8;

/** What a failed start tells the user: what, which setting, how to mend. */
export function startError(config: EmbeddedConfig, failed: FailedServer | undefined): UserError {
  const { port, runFolder } = config;
  const elsewhere = "set pgstack:dataFolder to another folder.";
  const folder = (what: string, mend: string) => new UserError(what, { where: "pgstack:dataFolder", mend });
  switch (failed?.code as FailureCode | undefined) {
    case "EADDRINUSE":
      return new UserError(`port ${port} is taken by another program`, {
        where: "pgstack:port",
        mend: "Set pgstack:port to a free port, or to auto.",
      });
    case "EACCES":
      return new UserError(`port ${port} may not be used by this user`, {
        where: "pgstack:port",
        mend: "Set pgstack:port to a port of 1024 or above, or to auto.",
      });
    case "LOCKED":
      return folder(failed?.message ?? "", `End that process, or ${elsewhere}`);
    case "DATA_FOLDER":
      return folder(failed?.message ?? "", `Make it an empty folder that you may write to, or ${elsewhere}`);
    case "VERSION":
      return folder(failed?.message ?? "", `Move the folder away, with its data, or ${elsewhere}`);
    case "OTHER_DATABASE":
      return new UserError(failed?.message ?? "", {
        where: "pgstack:database, pgstack:adminUser",
        mend: "Set them back, or run `npx pgstack destroy` first, which deletes the data.",
      });
    default:
      return new UserError(`the embedded server did not start: ${failed?.message ?? lastLines(runFolder)}`, {
        mend: `Its log is ${join(runFolder, runFile.log)}.`,
      });
  }
}

function lastLines(runFolder: string): string {
  const path = join(runFolder, runFile.log);
  const lines = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  return lines.length === 0 ? "it ended without a word" : lines.slice(-shownLines).join("\n  ");
}
