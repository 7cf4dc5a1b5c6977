import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import { AlarmTopic } from "./alarm-topic.ts";
import { eventSubscriptions } from "./event-subscriptions.ts";
import { logMetrics, logNamespace } from "./log-metrics.ts";
import { ServerAlarms } from "./server-alarms.ts";
import { dimensionsOf } from "./server-dimensions.ts";
import { type ServerKind, watchedServer } from "./watched-server.ts";

/** Every alarm is ten cents a month, one with a learned band thirty, a composite fifty; CloudWatch counts by metric. */
export interface AlarmsArgs {
  /** `aurora`: identifiers are those of the cluster, and a replica stands for all of its readers. @default "rds" */
  kind?: ServerKind;
  /** Of the server. A change replaces every alarm, for they are named by it. */
  identifier: Input<string>;
  /**
   * The server is itself a replica, of a primary in another region: it is watched as one, by alarms and topics of its own
   * region, for an alarm sees no other's metrics. @default false
   */
  remoteReplica?: boolean;
  /** Watched like the primary, and how far they are behind. */
  replicas: readonly { readonly name: string; readonly identifier: Input<string> }[];
  /** Such as `db.r7g.large`, or Aurora's `db.serverless`; thresholds follow it in place. */
  instanceClass: string;
  /** Of the replicas. @default the primary's */
  replicaInstanceClass?: string | undefined;
  /** Of Aurora Serverless, in its capacity units. */
  maxCapacity?: number | undefined;
  /** max_connections as the server has it. */
  maxConnections: number;
  /** GiB. */
  allocatedStorage: number;
  /** GiB up to which it grows by itself; equal to allocatedStorage where it does not. */
  maxAllocatedStorage: number;
  storageType: string;
  /** Provisioned operations a second. @default the storage's own */
  iops?: number | undefined;
  /** Log group of the primary's PostgreSQL log; a remote replica's is not counted. @default nothing is counted in a log */
  logGroupName?: Input<string> | undefined;
  /** KMS key of the topics; its policy admits cloudwatch, events.rds and budgets (`publishers` of alarm-topic.ts). */
  keyArn: Input<string>;
  accountId: Input<string>;
  /** Who gets pages and tickets, by e-mail. */
  emails: readonly string[];
  tags: Record<string, string>;
}

/**
 * What is watched of a server and its replicas, and who is called: two topics, one of what somebody has to get up for, one of
 * what can wait for the morning; alarms computed from the server's size; and RDS's own events.
 *
 * @throws UserError for a class whose size is not known
 */
export class Alarms extends ComponentResource {
  /** Of pages. */
  readonly topicArn: Output<string>;
  readonly ticketTopicArn: Output<string>;
  /** Of those that call somebody, the primary's first. */
  readonly alarmArns: Output<string[]>;

  constructor(name: string, args: AlarmsArgs, opts?: ComponentResourceOptions) {
    const { kind = "rds", identifier, replicas, keyArn, accountId, emails, tags } = args;
    const { remoteReplica = false, logGroupName } = args;
    const size = { ...args, kind, remote: remoteReplica };
    const server = watchedServer(remoteReplica ? "replica" : "primary", size);
    const replica = watchedServer("replica", {
      ...size,
      instanceClass: args.replicaInstanceClass ?? args.instanceClass,
    });
    super("pgstack:index:Alarms", name, {}, opts);

    const topic = (severity: "page" | "ticket", displayName: string) =>
      new AlarmTopic(
        `${name}-${severity}`,
        {
          topicName: interpolate`${identifier}-${severity}`,
          displayName,
          keyArn,
          accountId,
          emails,
          role: `${severity} topic`,
          tags,
        },
        { parent: this },
      ).arn;
    const topics = {
      page: topic("page", "PostgreSQL: now"),
      ticket: topic("ticket", "PostgreSQL: when you are in"),
    };

    if (logGroupName !== undefined && !remoteReplica) logMetrics(name, { identifier, logGroupName }, this);
    const shared = {
      logNamespace: logNamespace(identifier),
      primary: dimensionsOf(kind, "primary", identifier),
      topics,
      tags,
    };
    const servers = [
      new ServerAlarms(
        `${name}-${remoteReplica ? "replica" : "primary"}`,
        { ...shared, server, identifier, dimensions: shared.primary },
        { parent: this },
      ),
      ...replicas.map(
        (one) =>
          new ServerAlarms(
            `${name}-${one.name}`,
            {
              ...shared,
              server: replica,
              identifier: kind === "aurora" ? interpolate`${identifier}-${one.name}` : one.identifier,
              dimensions: dimensionsOf(kind, "replica", one.identifier),
            },
            { parent: this },
          ),
      ),
    ];
    eventSubscriptions(
      name,
      {
        kind,
        identifier,
        sourceIds: kind === "aurora" ? [identifier] : [identifier, ...replicas.map((one) => one.identifier)],
        topics,
        tags,
      },
      this,
    );
    this.topicArn = topics.page;
    this.ticketTopicArn = topics.ticket;
    this.alarmArns = all(servers.flatMap(({ arns }) => arns));
    this.registerOutputs({ topicArn: this.topicArn, ticketTopicArn: this.ticketTopicArn });
  }
}
