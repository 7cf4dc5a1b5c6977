import type { BadConfig } from "./bad-config.ts";

/** Aurora, and what is for one kind of server alone. */
export const aurora: readonly BadConfig[] = [
  [
    { server: "aurora", allocatedStorage: "100GB" },
    [
      "  pgstack:allocatedStorage: 100GB",
      "      means nothing here: Aurora's storage grows and shrinks by itself; remove it, or set pgstack:server to rds",
    ],
  ],
  [
    { server: "aurora", instanceClass: "db.r7g.large" },
    [
      "  pgstack:instanceClass: db.r7g.large",
      "      a serverless cluster has capacity, and no class; remove it, or set pgstack:auroraServerless to false",
    ],
  ],
  [
    { server: "aurora", auroraServerless: "false", instanceClass: "db.m7g.large" },
    [
      "  pgstack:instanceClass: db.m7g.large  Aurora PostgreSQL has no such class in us-east-1; use another class",
    ],
  ],
  [
    { server: "aurora", auroraServerless: "false", auroraMinCapacity: "2" },
    [
      "  pgstack:auroraMinCapacity: 2  of a serverless cluster, and pgstack:auroraServerless is false; remove it",
    ],
  ],
  [
    { server: "aurora", auroraMinCapacity: "32" },
    ["  pgstack:auroraMinCapacity: 32  above pgstack:auroraMaxCapacity, 16; lower it, or raise the other"],
  ],
  [
    { server: "aurora", auroraMinCapacity: "0.7" },
    ["  pgstack:auroraMinCapacity: 0.7  not a whole number of halves; use a number from 0 to 256 by halves"],
  ],
  [
    { server: "aurora", auroraMinReaders: "4" },
    ["  pgstack:auroraMinReaders: 4  above pgstack:auroraMaxReaders, 3; lower it, or raise the other"],
  ],
  [
    { server: "aurora", logExports: "postgresql,upgrade" },
    ["  pgstack:logExports: postgresql,upgrade  Aurora has no log named upgrade; remove it from the list"],
  ],
  [
    { server: "aurora", backupRetention: "0" },
    ["  pgstack:backupRetention: 0  Aurora keeps a day at least; use 1 to 35 days"],
  ],
  [
    { auroraMaxCapacity: "32" },
    [
      "  pgstack:auroraMaxCapacity: 32",
      "      means nothing to an instance of RDS; remove it, or set pgstack:server to aurora",
    ],
  ],
  [
    { server: "aurora", guardrails: "true" },
    [
      "  pgstack:auroraMaxReaders",
      "      4 database instances, and the guardrails allow 2; lower it, or set pgstack:guardrails to false",
    ],
  ],
  [
    { server: "aurora", replicaDeletionProtection: "false" },
    [
      "  pgstack:replicaDeletionProtection: false",
      "      means nothing here: pgstack:deletionProtection is the cluster's, with its readers; remove it, or set pgstack:server to rds",
    ],
  ],
];
