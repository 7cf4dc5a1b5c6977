import type { BadConfig } from "./bad-config.ts";

/** The server: kind, names, version, class, replicas. */
export const server: readonly BadConfig[] = [
  [{ server: "embedded" }, ["  pgstack:server: embedded  for development only; use rds or aurora"]],
  [{ server: "rdss" }, ["  pgstack:server: rdss  no server of this kind; did you mean rds?"]],
  [{ memory: "1GB" }, ["  pgstack:memory: 1GB  for development only; remove it"]],
  [{ demoData: "true" }, ["  pgstack:demoData: true  for development only; remove it, or use false"]],
  [
    { identifier: "Mcp-Demo" },
    [
      "  pgstack:identifier: Mcp-Demo  has upper case, which RDS makes lower: a difference for ever; use mcp-demo",
    ],
  ],
  [{ identifier: "mcp--demo" }, ["  pgstack:identifier: mcp--demo  has two hyphens in a row; write one"]],
  [{ identifier: "mcp-demo-" }, ["  pgstack:identifier: mcp-demo-  ends with a hyphen; remove it"]],
  [
    { identifier: "1mcp" },
    [
      "  pgstack:identifier: 1mcp  does not begin with a letter; use at most 63 of a-z, 0-9 and -, a letter first",
    ],
  ],
  [
    { identifier: "mcp_demo" },
    ["  pgstack:identifier: mcp_demo  has _ in it; use at most 63 of a-z, 0-9 and -, a letter first"],
  ],
  [
    { identifier: "a".repeat(64) },
    [
      "  pgstack:identifier: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
      "      64 characters long; use at most 63 of a-z, 0-9 and -, a letter first",
    ],
  ],
  [
    { identifier: "a".repeat(40) },
    [
      "  pgstack:identifier: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "      40 characters long, which leaves no room for the name of the bucket of exported snapshots; use 32 at most",
    ],
  ],
  [
    { identifier: "a".repeat(44), snapshotExport: "false" },
    [
      "  pgstack:identifier: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
      "      44 characters long, which leaves no room for the name of the vault of copied backups; use 43 at most",
    ],
  ],
  [
    {
      identifier: "a".repeat(45),
      snapshotExport: "false",
      backupPlan: "false",
      copyRegionReplica: "true",
      copyRegion: "ap-southeast-2",
    },
    [
      "  pgstack:identifier: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
      "      45 characters long, which leaves no room for the name of the replica in ap-southeast-2; use 40 at most",
    ],
  ],
  [
    { engineVersion: "17.4" },
    [
      "  pgstack:engineVersion: 17.4",
      "      a minor version, which AWS replaces by the next by itself: an update would then ask for a downgrade; use 17",
    ],
  ],
  [
    { engineVersion: "17.99" },
    ["  pgstack:engineVersion: 17.99  a minor version, and one that RDS does not have; use 17"],
  ],
  [
    { engineVersion: "seventeen" },
    [
      "  pgstack:engineVersion: seventeen  no version of PostgreSQL; use a major version of PostgreSQL, such as 17",
    ],
  ],
  [
    { engineVersion: "13" },
    [
      "  pgstack:engineVersion: 13",
      "      out of standard support since 2026-02-28, and Extended Support is paid for apart; use 18, 17, 16, 15 or 14",
    ],
  ],
  [
    { engineVersion: "19" },
    ["  pgstack:engineVersion: 19  no version of RDS for PostgreSQL; use 18, 17, 16, 15 or 14"],
  ],
  [
    { engineVersion: "10" },
    [
      "  pgstack:engineVersion: 10",
      "      long out of support, and Extended Support is paid for apart; use 18, 17, 16, 15 or 14",
    ],
  ],
  [
    { instanceClass: "db.r7gg.large" },
    ["  pgstack:instanceClass: db.r7gg.large  no class of RDS for PostgreSQL; did you mean db.r7g.large?"],
  ],
  [{ instanceClass: "r7g.large" }, ["  pgstack:instanceClass: r7g.large  without db.; use db.r7g.large"]],
  [
    { instanceClass: "db.r7g.24xlarge" },
    [
      "  pgstack:instanceClass: db.r7g.24xlarge",
      "      a size that db.r7g does not have; use one of large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge",
    ],
  ],
  [
    { instanceClass: "db.m4.large" },
    ["  pgstack:instanceClass: db.m4.large  db.m4 runs no version that is still in support; use db.m5.large"],
  ],
  [
    { instanceClass: "db.x2idn.16xlarge" },
    [
      "  pgstack:instanceClass: db.x2idn.16xlarge",
      "      RDS for PostgreSQL has no such class in us-east-1; use db.x2iedn.16xlarge",
    ],
  ],
  [
    { instanceClass: "db.serverless" },
    ["  pgstack:instanceClass: db.serverless  Aurora's alone; remove it: auroraServerless asks for it"],
  ],
  [
    { region: "eu-central-1", instanceClass: "db.m6in.large" },
    [
      "  pgstack:instanceClass: db.m6in.large  RDS for PostgreSQL has no such class in eu-central-1; use db.m6i.large",
    ],
  ],
  [{ databasePort: "80" }, ["  pgstack:databasePort: 80  below 1150; use a whole number from 1150 to 65535"]],
  [
    { caCertificate: "rds-ca-2019" },
    [
      "  pgstack:caCertificate: rds-ca-2019",
      "      no certificate authority of RDS; use rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1",
    ],
  ],
  [
    { blueGreenUpdate: "true" },
    [
      "  pgstack:blueGreenUpdate: true",
      "      with replicas, which such an update leaves behind; set it to false: the server is then updated in place, or set pgstack:replicas to 0 first",
    ],
  ],
  [
    { blueGreenUpdate: "true", replicas: "0", proxy: "true" },
    [
      "  pgstack:blueGreenUpdate: true",
      "      with RDS Proxy, which would go on with the old server; set one of the two to false",
    ],
  ],
  [
    { blueGreenUpdate: "true", replicas: "0", allowMajorVersionUpgrade: "true" },
    [
      "  pgstack:allowMajorVersionUpgrade: true",
      "      by a copy, which follows another major version by logical replication alone; set pgstack:parameters.rds.logical_replication to 1 and reboot first, or pgstack:blueGreenUpdate to false",
    ],
  ],
  [
    { profile: "laptop" },
    [
      "  pgstack:profile: laptop  no profile for a server of RDS; use production, writes, workstation or vector",
    ],
  ],
  [{ maxConnections: "5" }, ["  pgstack:maxConnections: 5  below 6; use a whole number from 6 to 8388"]],
  [
    { instanceClass: "db.t4g.micro" },
    [
      "  pgstack:maxConnections  more than the 1 GB of db.t4g.micro carry; use 112 or fewer, or a larger class",
    ],
  ],
  [{ replicas: "16" }, ["  pgstack:replicas: 16  above 15; use a whole number from 0 to 15"]],
  [
    { replicas: "2", replicaAvailabilityZones: "us-east-1b" },
    [
      "  pgstack:replicaAvailabilityZones: us-east-1b",
      "      1 zone for 2 replicas; list one for each, or remove it: the zones are then taken in turn",
    ],
  ],
  [
    { replicaAvailabilityZones: "us-east-1f" },
    [
      "  pgstack:replicaAvailabilityZones: us-east-1f",
      "      us-east-1f is none of pgstack:availabilityZones, and has no subnet; use us-east-1a or us-east-1b",
    ],
  ],
  [
    { multiAz: "false", availabilityZone: "us-east-1a", replicaAvailabilityZones: "us-east-1a" },
    [
      "  pgstack:replicaAvailabilityZones: us-east-1a",
      "      a replica in us-east-1a, the primary's zone, is lost with it; use another zone",
    ],
  ],
  [
    { replicaInstanceClass: "db.t4g.medium" },
    [
      "  pgstack:replicaInstanceClass: db.t4g.medium",
      "      smaller than db.r7g.large: it falls behind what the primary writes, and cannot take its place; use a class of the same size or larger, or remove it",
    ],
  ],
  [
    { replicas: "0", replicaInstanceClass: "db.r7g.large" },
    ["  pgstack:replicaInstanceClass: db.r7g.large  there is no replica; remove it, or set pgstack:replicas"],
  ],
  [{ adminUser: "admin" }, ["  pgstack:adminUser: admin  a name that RDS reserves; use another name"]],
  [
    { adminUser: "rdsadmin" },
    ["  pgstack:adminUser: rdsadmin  a role of the server's own; use another name"],
  ],
  [
    { adminUser: "a".repeat(17) },
    ["  pgstack:adminUser: aaaaaaaaaaaaaaaaa  17 characters long, and RDS takes 16; use a shorter name"],
  ],
  [
    { adminUser: "pg_boss" },
    ["  pgstack:adminUser: pg_boss  pg_ begins PostgreSQL's own names; use another name"],
  ],
  [{ database: "postgres" }, ["  pgstack:database: postgres  PostgreSQL's own database; use another name"]],
  [{ pasword: "x" }, ["  pgstack:pasword  no such setting; docs/production-settings.md lists the settings"]],
  [{ multiAZ: "true" }, ["  pgstack:multiAZ  no such setting; did you mean pgstack:multiAz?"]],
  [
    { copyRegionReplica: "true", copyRegion: "eu-west-1", instanceClass: "db.r5b.large" },
    [
      "  pgstack:instanceClass: db.r5b.large  RDS for PostgreSQL has no such class in eu-west-1; use db.r5.large",
    ],
  ],
  [
    { copyRegionReplica: "true", copyRegion: "eu-west-1", replicaInstanceClass: "db.r5b.large" },
    [
      "  pgstack:replicaInstanceClass: db.r5b.large",
      "      RDS for PostgreSQL has no such class in eu-west-1; use db.r5.large",
    ],
  ],
  [
    { region: "eu-west-1", replicaInstanceClass: "db.r5b.large" },
    [
      "  pgstack:replicaInstanceClass: db.r5b.large",
      "      RDS for PostgreSQL has no such class in eu-west-1; use db.r5.large",
    ],
  ],
  [
    { replicaInstanceClass: "db.r4.xlarge" },
    [
      "  pgstack:replicaInstanceClass: db.r4.xlarge  db.r4 runs no version that is still in support; use db.r5.xlarge",
    ],
  ],
  [
    { blueGreenUpdate: "true", replicas: "0", backupRetention: "0", backupReplication: "false" },
    [
      "  pgstack:blueGreenUpdate: true",
      "      without automated backups, from which the copy is made; set pgstack:backupRetention to 1 or more",
    ],
  ],
  [
    { blueGreenUpdate: "true", replicas: "0", copyRegionReplica: "true" },
    [
      "  pgstack:blueGreenUpdate: true",
      "      with replicas, which such an update leaves behind; set it to false: the server is then updated in place, or set pgstack:replicas to 0 first",
    ],
  ],
];
