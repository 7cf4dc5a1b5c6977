import { join } from "node:path";
import { runFile } from "../../embedded/run-folder/run-files.ts";
import { UserError } from "../../errors/user-error.ts";
import type { NativeConfig } from "./native-config.ts";

/** How many lines of PostgreSQL's are shown when nothing better is known. */
const shownLines = 8;
const elsewhere = "set pgstack:dataFolder to another folder.";

/** What PostgreSQL says when processes of a server that was killed still use the data: it starts when they have ended. */
export const orphans = /pre-existing shared memory block .* is still in use/;

/**
 * What PostgreSQL says when the number in `postmaster.pid` is a process's: that server's, or one's that was killed and
 * whose remains its parent has not collected yet.
 */
export const fileOfServer = /lock file "postmaster.pid" already exists/;

/** What is wrong with a parameter PostgreSQL says in a line of level LOG. */
const saysWhy =
  /\b(FATAL|PANIC|ERROR|DETAIL|error):|LOG: {2}(invalid value for|unrecognized configuration|.* outside the valid range)/;

interface Reason {
  readonly words: RegExp;
  readonly what: (config: NativeConfig) => string;
  readonly where: string;
  readonly mend: (config: NativeConfig) => string;
}

/** In English, which the programs are made to speak; the first that fits. */
const reasons: readonly Reason[] = [
  {
    words: /could not bind .*Address already in use/,
    what: ({ port }) => `port ${port} is taken by another program`,
    where: "pgstack:port",
    mend: () => "Set pgstack:port to a free port, or to auto.",
  },
  {
    words: /could not bind .*Permission denied/,
    what: ({ port }) => `port ${port} may not be used by this user`,
    where: "pgstack:port",
    mend: () => "Set pgstack:port to a port of 1024 or above, or to auto.",
  },
  {
    words:
      /No space left on device|Check free disk space|wrote only \d+ of|ENOSPC|Disk quota exceeded|EDQUOT/,
    what: ({ dataFolder }) => `the disk of ${dataFolder} is full`,
    where: "pgstack:dataFolder",
    mend: () => "Free some space, or set pgstack:dataFolder to a folder on another disk.",
  },
  {
    words:
      /could not (create|map|resize|allocate) .*shared memory|could not map anonymous|Cannot allocate memory/,
    what: () => "the system does not give the server the shared memory it asks for",
    where: "pgstack:memory",
    mend: () => "Set pgstack:memory to a smaller size.",
  },
  {
    words: fileOfServer,
    what: ({ dataFolder }) => `the data folder ${dataFolder} is in use by another server`,
    where: "pgstack:dataFolder",
    mend: () => `End that server, or ${elsewhere}`,
  },
  {
    words: orphans,
    what: ({ dataFolder }) => `processes of a server that was killed still use the data in ${dataFolder}`,
    where: "pgstack:dataFolder",
    mend: () => "Wait until what they run has come to its end, or end them; then run this again.",
  },
  {
    words: /database files are incompatible with server|was initialized by PostgreSQL version/,
    what: ({ dataFolder, bin }) =>
      `${dataFolder} was made by another version of PostgreSQL than that in ${bin}`,
    where: "pgstack:dataFolder",
    mend: () => `Set pgstack:postgresBin to the programs that made it, or ${elsewhere}`,
  },
  {
    words: /invalid locale name|locale is incompatible with operating system|failed to find locale/,
    what: () => "this system has not the locale that the data needs, C.UTF-8",
    where: "pgstack:postgresBin",
    mend: () => "Install the locale C.UTF-8, or PostgreSQL 17 or newer, which needs none of the system's.",
  },
  {
    words: /could not look up effective user ID/,
    what: () => "the user that the server runs as is not in this system's list of users",
    where: "pgstack:server",
    mend: () => "Run this as a user of /etc/passwd, or set pgstack:server to another kind.",
  },
  {
    words: /ENOTEMPTY|EEXIST/,
    what: ({ dataFolder }) => `something else was put into ${dataFolder} while its data was made`,
    where: "pgstack:dataFolder",
    mend: () => "Run this again.",
  },
  {
    words: /EBUSY/,
    what: ({ dataFolder }) => `the data folder ${dataFolder} is a disk of its own`,
    where: "pgstack:dataFolder",
    mend: () => "Set it to a folder on that disk.",
  },
  {
    words:
      /Permission denied|EACCES|EPERM|EROFS|Read-only file system|has (wrong ownership|invalid permissions)/,
    what: ({ dataFolder }) =>
      `the data folder ${dataFolder} cannot be used: it, or what is in it, may not be written`,
    where: "pgstack:dataFolder",
    mend: () => `Make it an empty folder that you may write to, or ${elsewhere}`,
  },
];

/**
 * What a failed start tells the user: what, which setting, how to mend.
 *
 * @param said what the programs, or the system, said of it
 */
export function startError(config: NativeConfig, said: string, cause?: unknown): UserError {
  const reason = reasons.find(({ words }) => words.test(said));
  if (reason !== undefined) {
    const { what, where, mend } = reason;
    return new UserError(what(config), { where, mend: mend(config), cause: cause ?? new Error(said) });
  }
  return new UserError(`the native server did not start: ${lastWords(said)}`, {
    mend: `Its log is ${join(config.runFolder, runFile.log)}.`,
    cause,
  });
}

function lastWords(said: string): string {
  const lines = said.trimEnd().split("\n");
  const wrong = lines.filter((line) => saysWhy.test(line));
  const shown = (wrong.length > 0 ? wrong : lines).slice(-shownLines).join("\n  ");
  return shown.trim() === "" ? "it ended without a word" : shown;
}
