import { longestIdentifier } from "../keys/identifier.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** The most that S3 takes for the name of a bucket, and IAM for that of a role. */
const longestBucket = 63;
const longestRole = 64;

/** Names that are made of the identifier fit as well. */
export const identifierRules: readonly ProductionRule[] = [
  rule(["identifier", "replicas", "snapshotExport", "region"], (settings) => {
    const { identifier, replicas, snapshotExport, region } = settings;
    const derived: [name: string, longest: number, of: string][] = [
      [`${identifier}-secret-rotation`, longestRole, "a role"],
      ...(replicas > 0
        ? [[`${identifier}-replica-${replicas}`, longestIdentifier, "a replica"] as [string, number, string]]
        : []),
      ...(snapshotExport
        ? [
            [
              `${identifier}-exports-123456789012-${region}`,
              longestBucket,
              "the bucket of exported snapshots",
            ] as [string, number, string],
          ]
        : []),
    ];
    const room = Math.min(...derived.map(([name, longest]) => longest - (name.length - identifier.length)));
    const tightest = derived.find(([name, longest]) => longest - (name.length - identifier.length) === room);
    return identifier.length <= room
      ? []
      : [
          {
            key: "identifier",
            problem: `${identifier.length} characters long, which leaves no room for the name of ${tightest?.[2]}`,
            mend: `use ${room} at most`,
          },
        ];
  }),
];
