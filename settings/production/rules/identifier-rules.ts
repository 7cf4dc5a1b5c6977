import { longestIdentifier } from "../keys/identifier.ts";
import { type CheckedProduction, type ProductionRule, rule } from "./rule.ts";

/** The most that S3 takes for the name of a bucket, IAM for that of a role, and AWS Backup for that of a vault. */
const longestBucket = 63;
const longestRole = 64;
const longestVault = 50;

type Derived = readonly [name: string, longest: number, of: string];

type Named = Pick<
  CheckedProduction,
  | "identifier"
  | "server"
  | "region"
  | "copyRegion"
  | "replicas"
  | "copyRegionReplica"
  | "auroraGlobal"
  | "snapshotExport"
  | "backupPlan"
  | "githubRepository"
>;

/** The longest name of each kind that is made of the identifier. */
function derivedNames(settings: Named): readonly Derived[] {
  const { identifier, server, region, copyRegion, replicas } = settings;
  const rds = server === "rds";
  const some = (made: boolean, name: string, longest: number, of: string): Derived[] =>
    made ? [[`${identifier}-${name}`, longest, of]] : [];
  return [
    ...some(true, "secret-rotation", longestRole, "a role"),
    ...some(settings.githubRepository !== undefined, "github-preview", longestRole, "a role"),
    ...some(rds && replicas > 0, `replica-${replicas}`, longestIdentifier, "a replica"),
    ...some(
      rds && settings.copyRegionReplica,
      `replica-${copyRegion}`,
      longestIdentifier,
      `the replica in ${copyRegion}`,
    ),
    ...some(
      !rds && settings.auroraGlobal,
      `${copyRegion}-2`,
      longestIdentifier,
      `the cluster's instances in ${copyRegion}`,
    ),
    // API reference of AWS Backup, CreateBackupVault, 2026-11.
    ...some(settings.backupPlan, "copies", longestVault, "the vault of copied backups"),
    ...some(
      settings.snapshotExport,
      `exports-123456789012-${region}`,
      longestBucket,
      "the bucket of exported snapshots",
    ),
  ];
}

/** Names that are made of the identifier fit as well. */
export const identifierRules: readonly ProductionRule[] = [
  rule(
    [
      "identifier",
      "server",
      "region",
      "copyRegion",
      "replicas",
      "copyRegionReplica",
      "auroraGlobal",
      "snapshotExport",
      "backupPlan",
      "githubRepository",
    ],
    (settings) => {
      const { identifier } = settings;
      const roomOf = ([name, longest]: Derived) => longest - (name.length - identifier.length);
      const derived = derivedNames(settings);
      const room = Math.min(...derived.map(roomOf));
      const tightest = derived.find((name) => roomOf(name) === room);
      return identifier.length <= room
        ? []
        : [
            {
              key: "identifier",
              problem: `${identifier.length} characters long, which leaves no room for the name of ${tightest?.[2]}`,
              mend: `use ${room} at most`,
            },
          ];
    },
  ),
];
