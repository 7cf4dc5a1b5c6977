import {
  type WatchedServer,
  type WatchedServerArgs,
  watchedServer,
} from "../../../components/alarms/watched-server.ts";

/** R2's: 2 cores, 16 GiB, 100 GiB that may grow to 1,000. */
export const production: WatchedServerArgs = {
  kind: "rds",
  instanceClass: "db.r7g.large",
  maxConnections: 200,
  allocatedStorage: 100,
  maxAllocatedStorage: 1000,
  storageType: "gp3",
};

export const serverOf = (
  changed: Partial<WatchedServerArgs> = {},
  role: WatchedServer["role"] = "primary",
): WatchedServer => watchedServer(role, { ...production, ...changed });

export const serverless: Partial<WatchedServerArgs> = {
  kind: "aurora",
  instanceClass: "db.serverless",
  maxCapacity: 16,
};

/** Every sort of server there is, by a name for it. */
export const sorts: Readonly<Record<string, WatchedServer>> = {
  primary: serverOf(),
  replica: serverOf({}, "replica"),
  "remote replica": serverOf({ remote: true }, "replica"),
  burstable: serverOf({ instanceClass: "db.t4g.medium" }),
  writer: serverOf({ kind: "aurora" }),
  reader: serverOf({ kind: "aurora" }, "replica"),
  "serverless writer": serverOf(serverless),
  "serverless reader": serverOf(serverless, "replica"),
};
