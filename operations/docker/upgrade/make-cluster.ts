import { UserError } from "../../../errors/user-error.ts";
import { superuser } from "../../../model/service-roles.ts";
import { type ClusterUpgrade, dataMount } from "./cluster-upgrade.ts";
import type { OldCluster, OldDatabase } from "./old-cluster.ts";
import { oneOff } from "./one-off.ts";

const makeFolder = 'install -d -o postgres -g "$(id -g postgres)" -m 0700 "$1"';
const initdb = 'exec initdb --pgdata="$@" >/dev/null';

/**
 * Makes the new cluster, empty and with what the old one was made with: encoding, collation, size of WAL's files. Checksums
 * it has in any case.
 *
 * @throws UserError when the new image does not know the old one's collation
 */
export async function makeCluster(
  upgrade: ClusterUpgrade,
  { databases, walSegmentBytes }: OldCluster,
  signal: AbortSignal,
): Promise<void> {
  const { image, cluster, majorVersion } = upgrade.to;
  const folder = `${dataMount}/${cluster}`;
  const template = databases.find(({ name }) => name === "template0");
  if (template === undefined) throw new Error("the old cluster has no template0");
  await oneOff(upgrade, image, makeFolder, [folder], { signal });
  const args = [
    folder,
    ...initdbOptions(template, majorVersion),
    `--wal-segsize=${walSegmentBytes / 1024 ** 2}`,
  ];
  await oneOff(upgrade, image, initdb, args, { signal, user: "postgres" }).catch((error: Error) => {
    if (!/locale/i.test(error.message)) throw error;
    throw new UserError(
      `the new image does not know the collation of the old data: ${template.locale ?? template.collate}`,
      {
        where: "pgstack:image",
        mend: "Use an image of the same kind as before, of the newer PostgreSQL.",
        cause: error,
      },
    );
  });
}

function initdbOptions({ encoding, collate, ctype, provider, locale }: OldDatabase, major: number): string[] {
  const options = [
    ...[
      `--username=${superuser}`,
      "--auth-local=trust",
      "--auth-host=scram-sha-256",
      "--data-checksums",
      "--no-instructions",
      "--no-sync",
    ],
    ...[`--encoding=${encoding}`, `--locale=${collate}`, `--lc-ctype=${ctype}`, "--lc-messages=C"],
  ];
  if (provider === "i") options.push("--locale-provider=icu", `--icu-locale=${locale}`);
  // The version of the option's name is the first that knows the provider.
  else if (provider === "b") options.push("--locale-provider=builtin", `--builtin-locale=${locale}`);
  else if (major >= 15) options.push("--locale-provider=libc");
  return options;
}
