import type { BadConfig } from "./bad-config.ts";

/** Storage of an instance. */
export const storage: readonly BadConfig[] = [
  [{ storageType: "gp2" }, ["  pgstack:storageType: gp2  no type of storage; did you mean gp3?"]],
  [
    { storageType: "io2" },
    [
      "  pgstack:storageType: io2  io2 without its operations a second; set pgstack:iops, from 1000 to 100000",
    ],
  ],
  [
    { storageType: "io2", iops: "900", allocatedStorage: "50GB", maxAllocatedStorage: "50GB" },
    ["  pgstack:iops: 900  below 1000; use a whole number from 1000 to 256000"],
  ],
  [
    { storageType: "io2", iops: "3000", storageThroughput: "500" },
    ["  pgstack:storageThroughput: 500  io2 has what its operations come to; remove it"],
  ],
  [
    { allocatedStorage: "100" },
    [
      "  pgstack:allocatedStorage: 100  without a unit; use a size from 20GB to 65536GB, such as 100GB or 2TB",
    ],
  ],
  [
    { allocatedStorage: "10GB" },
    ["  pgstack:allocatedStorage: 10GB  below 20GB; use a size from 20GB to 65536GB, such as 100GB or 2TB"],
  ],
  [
    { allocatedStorage: "20.5GB" },
    [
      "  pgstack:allocatedStorage: 20.5GB  not whole gigabytes; use a size from 20GB to 65536GB, such as 100GB or 2TB",
    ],
  ],
  [
    { iops: "12000" },
    [
      "  pgstack:iops: 12000  gp3 below 400GB has 3000 operations a second, fixed; remove it, or allocate 400GB",
    ],
  ],
  [
    { storageThroughput: "500" },
    [
      "  pgstack:storageThroughput: 500  gp3 below 400GB has 125 MiB a second, fixed; remove it, or allocate 400GB",
    ],
  ],
  [
    { allocatedStorage: "400GB", iops: "3000" },
    [
      "  pgstack:iops: 3000",
      "      below 12000, which gp3 of 400GB has anyway; use a whole number from 12000 to 64000, or remove it",
    ],
  ],
  [
    { allocatedStorage: "400GB", iops: "70000" },
    [
      "  pgstack:iops: 70000",
      "      above 64000, the most of gp3 of 400GB; use a whole number from 12000 to 64000",
      "  pgstack:iops: 70000",
      "      paid for, and db.r7g.large carries 3600 operations a second all day; use a larger class, or fewer",
    ],
  ],
  [
    { allocatedStorage: "500GB", iops: "12000", storageThroughput: "3500" },
    [
      "  pgstack:storageThroughput: 3500",
      "      above 3000, the most of gp3 with 12000 operations a second; use a whole number from 500 to 3000",
      "  pgstack:storageThroughput: 3500",
      "      paid for, and db.r7g.large carries 77 MiB a second all day; use a larger class, or less",
    ],
  ],
  [
    { allocatedStorage: "400GB", iops: "20000" },
    [
      "  pgstack:iops: 20000",
      "      paid for, and db.r7g.large carries 3600 operations a second all day; use a larger class, or fewer",
    ],
  ],
  [
    { maxAllocatedStorage: "105GB" },
    [
      "  pgstack:maxAllocatedStorage: 105GB",
      "      less than 10 % above the 100GB allocated, by which it grows at once; use 126GB or more, or 100GB, with which it does not grow",
    ],
  ],
  [
    { allocatedStorage: "2000GB" },
    [
      "  pgstack:maxAllocatedStorage",
      "      below the 2000GB allocated; use 2520GB or more, or 2000GB, with which it does not grow",
    ],
  ],
  [
    { storageType: "io2", allocatedStorage: "50GB", maxAllocatedStorage: "50GB", iops: "1000" },
    ["  pgstack:allocatedStorage: 50GB  below the 100GB that io2 begins with; allocate more, or use gp3"],
  ],
  [
    { storageType: "io2", iops: "150000", instanceClass: "db.r7i.48xlarge" },
    [
      "  pgstack:iops: 150000  above 100000, the most of io2 of 100GB; use a whole number from 1000 to 100000",
    ],
  ],
  [
    { storageType: "io2", allocatedStorage: "4000GB", maxAllocatedStorage: "4000GB", iops: "1500" },
    ["  pgstack:iops: 1500  below 2000, the least of io2 of 4000GB; use a whole number from 2000 to 256000"],
  ],
  [
    { allocatedStorage: "400GB", storageThroughput: "400" },
    [
      "  pgstack:storageThroughput: 400",
      "      below 500, which gp3 with 12000 operations a second has anyway; use a whole number from 500 to 3000, or remove it",
    ],
  ],
  [
    { allocatedStorage: "400GB", iops: "2000" },
    [
      "  pgstack:iops: 2000",
      "      below 12000, which gp3 of 400GB has anyway; use a whole number from 12000 to 64000, or remove it",
    ],
  ],
];
