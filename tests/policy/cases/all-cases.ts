import { aroundCases } from "./around-cases.ts";
import { bucketCases } from "./buckets-cases.ts";
import { functionCases } from "./functions-cases.ts";
import { networkCases } from "./network-cases.ts";
import { clusterCases } from "./rds-cluster-cases.ts";
import { instanceCases } from "./rds-instance-cases.ts";
import { serverCases } from "./rds-server-cases.ts";
import type { RuleCases } from "./rule-cases.ts";

/** By the rule. */
export const allCases: Readonly<Record<string, RuleCases>> = {
  ...instanceCases,
  ...clusterCases,
  ...serverCases,
  ...networkCases,
  ...aroundCases,
  ...bucketCases,
  ...functionCases,
};
