import { UserError } from "../../../errors/user-error.ts";
import type { OldCluster, OldContent } from "./old-cluster.ts";

/** What the new image has. */
export interface NewImage {
  readonly majorVersion: number;
  readonly extensions: readonly string[];
}

/**
 * Whether a dump takes everything with it, and the new image everything in.
 *
 * @param contents by database
 * @returns what the new server will not have, a sentence each: nothing of it is a row
 * @throws UserError with every reason why not
 */
export function checkOldCluster(
  { databases, preparedTransactions, tablespaces, logicalSlots, systemSettings }: OldCluster,
  contents: ReadonlyMap<string, OldContent>,
  image: NewImage,
): readonly string[] {
  const problems: string[] = [];
  for (const { name, canConnect, connectionLimit } of databases) {
    if (connectionLimit === -2)
      problems.push(`database ${name} was dropped halfway: DROP DATABASE it once more`);
    else if (!canConnect && name !== "template0")
      problems.push(
        `database ${name} lets nobody in: ALTER DATABASE it with ALLOW_CONNECTIONS true, or drop it`,
      );
  }
  for (const [database, { extensions }] of contents) {
    const lacking = extensions.filter((name) => !image.extensions.includes(name));
    if (lacking.length > 0)
      problems.push(
        `database ${database} has the extension${lacking.length > 1 ? "s" : ""} ${lacking.join(", ")}, which the new image lacks`,
      );
  }
  if (preparedTransactions.length > 0)
    problems.push(`prepared transactions wait for their end: ${preparedTransactions.join(", ")}`);
  if (tablespaces.length > 0)
    problems.push(`there are tablespaces outside of the data folder: ${tablespaces.join(", ")}`);
  if (problems.length > 0) {
    throw new UserError(
      `the data cannot be copied to PostgreSQL ${image.majorVersion} as it is:\n  ${problems.join("\n  ")}`,
      {
        where: "upgrade",
        mend: "Start the server as it was (`npx pgstack start`), see to these, then run this again.",
      },
    );
  }
  const subscriptions = [...contents.values()].flatMap((content) => content.subscriptions);
  return [
    ...(logicalSlots.length === 0
      ? []
      : [`replication slots are not carried over, who reads them begins anew: ${logicalSlots.join(", ")}`]),
    ...(subscriptions.length === 0
      ? []
      : [`subscriptions are carried over disabled: ${subscriptions.join(", ")}`]),
    ...(systemSettings.length === 0
      ? []
      : [`settings of ALTER SYSTEM are not carried over: ${systemSettings.join(", ")}`]),
  ];
}
