/** What lines of a server's log mean, the first that is found: PostgreSQL's own, and those of the image's scripts. */
const meanings: readonly (readonly [says: RegExp, means: string])[] = [
  [/No space left on device/, "There is no space left on the disk: make room, then run it again."],
  [
    /The data directory was initialized by PostgreSQL version (\d+)|holds a cluster of PostgreSQL (\d+)/,
    "The data is of another major version: set pgstack:image to one of PostgreSQL $1$2.",
  ],
  [
    /could not map anonymous shared memory|out of shared memory|could not resize shared memory segment/i,
    "There is not enough memory: lower pgstack:memory.",
  ],
  [
    /_FILE: \S+ cannot be read|superuser password is not specified|needs a password for/,
    "The file of the password was not there: `npx pgstack destroy`, then `up`, makes both anew.",
  ],
  [
    /run-(?:replica|pgbouncer): \S+ cannot be read/,
    "A file of its configuration is missing: run `npx pgstack up` again, which writes it.",
  ],
  [
    /another container runs on (\S+)/,
    "Another container has its data: end that one, which `docker ps` shows; then run it again.",
  ],
  [
    /recovery aborted because of insufficient parameter settings/,
    "The replica has lower limits than its primary had: run `npx pgstack up` again, which sets them.",
  ],
  [
    /Permission denied|Operation not permitted|has wrong ownership/,
    "The server may not use its volume: Docker's user namespaces, or a volume made for another user.",
  ],
  [/unrecognized configuration parameter "([^"]+)"/, 'The server does not know the setting "$1".'],
];

/** One sentence for a log that shows a cause that is known. */
export function logCause(lines: readonly string[]): string | undefined {
  const log = lines.join("\n");
  for (const [says, means] of meanings) {
    const said = says.exec(log);
    if (said !== null) return means.replaceAll(/\$(\d)/g, (_all, group: string) => said[Number(group)] ?? "");
  }
  return undefined;
}
