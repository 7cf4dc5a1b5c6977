import { EventSubscription } from "@pulumi/aws/rds/eventSubscription.js";
import { type Input, interpolate, type Resource } from "@pulumi/pulumi";
import type { ServerKind } from "./watched-server.ts";

interface Subscribed {
  readonly key: string;
  readonly sourceType: string;
  readonly categories: readonly string[];
  readonly topic: "page" | "ticket";
  /** Whether only of this server and its replicas. */
  readonly own: boolean;
}

/**
 * Of everything in the account, with just the categories that Security Hub looks for: a subscription to single servers or to
 * other categories as well does not pass (Security Hub user guide, "Amazon RDS controls", RDS.19 to RDS.22, 2026-11).
 */
const controls: readonly Subscribed[] = [
  {
    key: "instance-events",
    sourceType: "db-instance",
    categories: ["configuration change", "failure", "maintenance"],
    topic: "ticket",
    own: false,
  },
  {
    key: "parameter-group-events",
    sourceType: "db-parameter-group",
    categories: ["configuration change"],
    topic: "ticket",
    own: false,
  },
  {
    key: "security-group-events",
    sourceType: "db-security-group",
    categories: ["configuration change", "failure"],
    topic: "ticket",
    own: false,
  },
];

const ofClusters: Subscribed = {
  key: "cluster-events",
  sourceType: "db-cluster",
  categories: ["failure", "maintenance"],
  topic: "ticket",
  own: false,
};

/** Of this server: what is worth waking somebody for, and what is worth knowing. Backups, twice a day, are neither. */
const own: Readonly<Record<ServerKind, readonly Subscribed[]>> = {
  rds: [
    {
      key: "urgent-events",
      sourceType: "db-instance",
      categories: ["availability", "failover", "low storage"],
      topic: "page",
      own: true,
    },
    {
      key: "other-events",
      sourceType: "db-instance",
      categories: ["deletion", "notification", "read replica", "recovery", "restoration"],
      topic: "ticket",
      own: true,
    },
  ],
  aurora: [
    {
      key: "urgent-events",
      sourceType: "db-cluster",
      categories: ["failover"],
      topic: "page",
      own: true,
    },
    {
      key: "other-events",
      sourceType: "db-cluster",
      categories: ["deletion", "notification"],
      topic: "ticket",
      own: true,
    },
  ],
};

export interface EventSubscriptionsArgs {
  kind: ServerKind;
  identifier: Input<string>;
  /** Identifiers of the server and its replicas; of a cluster its own alone. */
  sourceIds: Input<string>[];
  topics: Readonly<Record<"page" | "ticket", Input<string>>>;
  tags: Record<string, string>;
}

/** RDS's own events of servers, parameter groups and security groups. */
export function eventSubscriptions(name: string, args: EventSubscriptionsArgs, parent: Resource): void {
  const { kind, identifier, sourceIds, topics, tags } = args;
  for (const subscribed of [...controls, ...(kind === "aurora" ? [ofClusters] : []), ...own[kind]])
    new EventSubscription(
      `${name}-${subscribed.key}`,
      {
        name: interpolate`${identifier}-${subscribed.key}`,
        snsTopic: topics[subscribed.topic],
        sourceType: subscribed.sourceType,
        eventCategories: [...subscribed.categories],
        ...(subscribed.own && { sourceIds }),
        enabled: true,
        tags: { ...tags, Role: "event subscription" },
      },
      { parent },
    );
}
