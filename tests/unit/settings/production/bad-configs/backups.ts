import type { BadConfig } from "./bad-config.ts";

/** Backups and windows. */
export const backups: readonly BadConfig[] = [
  [
    { backupRetention: "0" },
    [
      "  pgstack:backupRetention: 0",
      "      no automated backups, from which replicas are made; use 1 to 35 days, or set pgstack:replicas to 0 and pgstack:copyRegionReplica to false",
      "  pgstack:backupRetention: 0",
      "      no automated backups, which would be copied to another region; use 1 to 35 days, or set pgstack:backupReplication to false",
    ],
  ],
  [{ backupRetention: "36" }, ["  pgstack:backupRetention: 36  above 35; use a whole number from 0 to 35"]],
  [
    { backupWindow: "3:00-4:00" },
    [
      "  pgstack:backupWindow: 3:00-4:00",
      "      not hh:mm-hh:mm; use a window of half an hour or more in UTC, such as 03:00-04:00",
    ],
  ],
  [
    { backupWindow: "03:00-03:29" },
    [
      "  pgstack:backupWindow: 03:00-03:29",
      "      29 minutes long, and AWS takes 30 or more; use a window of half an hour or more in UTC, such as 03:00-04:00",
    ],
  ],
  [
    { maintenanceWindow: "sun:04:00" },
    [
      "  pgstack:maintenanceWindow: sun:04:00",
      "      not ddd:hh:mm-ddd:hh:mm; use a window of half an hour or more in UTC, such as sun:04:00-sun:05:00",
    ],
  ],
  [
    { maintenanceWindow: "sun:03:30-sun:04:30" },
    [
      "  pgstack:maintenanceWindow: sun:03:30-sun:04:30",
      "      overlaps the backups, 03:00-04:00 every day; move one of the two",
    ],
  ],
  [
    { backupWindow: "23:45-00:30", maintenanceWindow: "mon:00:00-mon:01:00" },
    [
      "  pgstack:maintenanceWindow: mon:00:00-mon:01:00",
      "      overlaps the backups, 23:45-00:30 every day; move one of the two",
    ],
  ],
  [
    { maintenanceWindow: "son:04:00-son:05:00" },
    [
      "  pgstack:maintenanceWindow: son:04:00-son:05:00",
      "      not ddd:hh:mm-ddd:hh:mm; use a window of half an hour or more in UTC, such as sun:04:00-sun:05:00",
    ],
  ],
  [
    { maintenanceWindow: "sun:04:00-tue:04:00" },
    [
      "  pgstack:maintenanceWindow: sun:04:00-tue:04:00",
      "      longer than a day; use a window of half an hour or more in UTC, such as sun:04:00-sun:05:00",
    ],
  ],
  [
    { vaultLock: "governence" },
    ["  pgstack:vaultLock: governence  no mode of a vault's lock; did you mean governance?"],
  ],
  [
    { backupPlan: "false", vaultLock: "compliance" },
    [
      "  pgstack:vaultLock: compliance",
      "      without a plan of AWS Backup there is no vault to lock; remove it, or set pgstack:backupPlan to true",
    ],
  ],
  [
    { backupRetention: "0", replicas: "0" },
    [
      "  pgstack:backupRetention: 0",
      "      no automated backups, which would be copied to another region; use 1 to 35 days, or set pgstack:backupReplication to false",
    ],
  ],
];
