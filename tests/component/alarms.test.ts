import { describe, expect, it } from "vitest";
import { alarmRules, compositeRules } from "../../components/alarms/alarm-rules.ts";
import { Alarms, type AlarmsArgs } from "../../components/alarms/alarms.ts";
import { serverless, sorts } from "../unit/alarms/watched-servers.ts";
import { inputsOf, once, refusal, registeredOnAws, summary } from "./on-aws.ts";
import { resolved } from "./values.ts";

const tags = { Environment: "prod", Application: "shop" };
const args: AlarmsArgs = {
  identifier: "shop-prod",
  replicas: [{ name: "replica-1", identifier: "shop-prod-replica-1" }],
  instanceClass: "db.r7g.large",
  maxConnections: 200,
  allocatedStorage: 100,
  maxAllocatedStorage: 1000,
  storageType: "gp3",
  logGroupName: "/aws/rds/instance/shop-prod/postgresql",
  keyArn: "arn:key",
  accountId: "123456789012",
  emails: ["ops@example.com"],
  tags,
};
const declared = (changed: Partial<AlarmsArgs> = {}) =>
  registeredOnAws(() => new Alarms("alarms", { ...args, ...changed }));
const rds = once(() => declared());
const aurora = once(() =>
  declared({ ...serverless, replicas: [{ name: "readers", identifier: "shop-prod" }] }),
);

const alarmsOf = (name: string, sort: string) => {
  const server = sorts[sort] as (typeof sorts)[string];
  return [
    `pgstack:index:ServerAlarms ${name} of alarms`,
    ...alarmRules(server).map(
      ({ key }) => `aws:cloudwatch/metricAlarm:MetricAlarm ${name}-${key} of ${name}`,
    ),
    ...compositeRules(server).map(
      ({ key }) => `aws:cloudwatch/compositeAlarm:CompositeAlarm ${name}-${key} of ${name}`,
    ),
  ];
};
const topicOf = (name: string) => [
  `aws:sns/topic:Topic ${name} of ${name}`,
  `aws:sns/topicPolicy:TopicPolicy ${name}-policy of ${name}`,
  `aws:sns/topicSubscription:TopicSubscription ${name}-ops@example.com of ${name}`,
  `pgstack:index:AlarmTopic ${name} of alarms`,
];
const filters = ["connections-refused", "deadlocks", "password-failures"].map(
  (key) => `aws:cloudwatch/logMetricFilter:LogMetricFilter alarms-${key}-count of alarms`,
);
const eventsOf = (...keys: string[]) =>
  keys.map((key) => `aws:rds/eventSubscription:EventSubscription alarms-${key} of alarms`);
const rdsEvents = [
  "instance-events",
  "parameter-group-events",
  "security-group-events",
  "urgent-events",
  "other-events",
];

describe("Alarms of RDS", () => {
  it("declare these resources and no other, all of them their own", async () => {
    const { resources } = await rds();
    expect(summary(resources)).toEqual(
      [
        ...alarmsOf("alarms-primary", "primary"),
        ...alarmsOf("alarms-replica-1", "replica"),
        ...topicOf("alarms-page"),
        ...topicOf("alarms-ticket"),
        ...filters,
        ...eventsOf(...rdsEvents),
        "pgstack:index:Alarms alarms of undefined",
      ].sort(),
    );
  });

  it("watch a metric", async () => {
    const { resources } = await rds();
    expect(inputsOf(resources, "MetricAlarm", "alarms-primary-connections")).toEqual({
      name: "shop-prod-connections",
      alarmDescription:
        "More than 80 percent of the connections are taken. First: count connections by application_name in pg_stat_activity; look for a pool that leaks.",
      comparisonOperator: "GreaterThanThreshold",
      namespace: "AWS/RDS",
      metricName: "DatabaseConnections",
      dimensions: { DBInstanceIdentifier: "shop-prod" },
      statistic: "Average",
      threshold: 160,
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "breaching",
      actionsEnabled: true,
      alarmActions: ["arn:alarms-ticket"],
      okActions: [],
      tags: { ...tags, Role: "alarm", Severity: "ticket" },
    });
  });

  it("page with a word when it is over", async () => {
    const { resources } = await rds();
    expect(inputsOf(resources, "MetricAlarm", "alarms-replica-1-storage")).toMatchObject({
      name: "shop-prod-replica-1-storage",
      dimensions: { DBInstanceIdentifier: "shop-prod-replica-1" },
      alarmActions: ["arn:alarms-page"],
      okActions: ["arn:alarms-page"],
    });
  });

  it("hold a replica's lag against its primary's writing", async () => {
    const { resources } = await rds();
    const alarm = inputsOf(resources, "MetricAlarm", "alarms-replica-1-replica-lag-critical");
    const metric = (id: string, metricName: string, stat: string, identifier: string) => ({
      id,
      returnData: false,
      metric: {
        namespace: "AWS/RDS",
        metricName,
        stat,
        period: 60,
        dimensions: { DBInstanceIdentifier: identifier },
      },
    });
    expect(alarm.metricQueries).toEqual([
      metric("lag", "ReplicaLag", "Maximum", "shop-prod-replica-1"),
      metric("wal", "TransactionLogsGeneration", "Average", "shop-prod"),
      {
        id: "result",
        returnData: true,
        label: "seconds behind a primary that writes",
        expression: "IF(wal > 100000 OR lag > 360, lag, 0)",
      },
    ]);
    // A formula has its period and its metrics within, and nothing of them beside.
    expect(alarm).toMatchObject({ threshold: 100, evaluationPeriods: 2, datapointsToAlarm: 2 });
    for (const beside of ["period", "metricName", "namespace", "statistic", "dimensions"])
      expect(alarm).not.toHaveProperty(beside);
  });

  it("learn what is usual, as half of an alarm that calls nobody", async () => {
    const { resources } = await rds();
    expect(inputsOf(resources, "MetricAlarm", "alarms-primary-read-latency-unusual")).toEqual({
      name: "shop-prod-read-latency-unusual",
      alarmDescription:
        "A read takes longer than it usually does at this hour. First: see the composite alarm slow-reads.",
      comparisonOperator: "GreaterThanUpperThreshold",
      thresholdMetricId: "band",
      metricQueries: [
        {
          id: "metric",
          returnData: true,
          metric: {
            namespace: "AWS/RDS",
            metricName: "ReadLatency",
            stat: "p90",
            period: 60,
            dimensions: { DBInstanceIdentifier: "shop-prod" },
          },
        },
        { id: "band", returnData: true, label: "usual", expression: "ANOMALY_DETECTION_BAND(metric, 3)" },
      ],
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      treatMissingData: "missing",
      actionsEnabled: true,
      alarmActions: [],
      okActions: [],
      tags: { ...tags, Role: "alarm", Severity: "part" },
    });
    expect(inputsOf(resources, "MetricAlarm", "alarms-primary-read-latency-high")).toMatchObject({
      extendedStatistic: "p90",
      threshold: 0.02,
    });
  });

  it("join two into one", async () => {
    const { resources } = await rds();
    expect(inputsOf(resources, "CompositeAlarm", "alarms-primary-overloaded")).toEqual({
      alarmName: "shop-prod-overloaded",
      alarmDescription:
        "The processors are busy, and sessions wait for them. First: look in Database Insights for the statement that the load is made of, and cancel it if it is new.",
      alarmRule: 'ALARM("shop-prod-cpu") AND ALARM("shop-prod-load")',
      actionsEnabled: true,
      alarmActions: ["arn:alarms-page"],
      okActions: ["arn:alarms-page"],
      tags: { ...tags, Role: "alarm", Severity: "page" },
    });
  });

  it("count in the log what RDS has no metric of", async () => {
    const { resources } = await rds();
    expect(inputsOf(resources, "LogMetricFilter", "alarms-deadlocks-count")).toEqual({
      name: "shop-prod-deadlocks",
      logGroupName: "/aws/rds/instance/shop-prod/postgresql",
      pattern: '"ERROR:  deadlock detected"',
      metricTransformation: {
        name: "Deadlocks",
        namespace: "pgstack/shop-prod",
        value: "1",
        defaultValue: "0",
        unit: "Count",
      },
    });
    const alarm = inputsOf(resources, "MetricAlarm", "alarms-primary-deadlocks");
    expect(alarm).toMatchObject({
      namespace: "pgstack/shop-prod",
      metricName: "Deadlocks",
      statistic: "Sum",
      treatMissingData: "notBreaching",
    });
    // Its metric has none.
    expect(alarm).not.toHaveProperty("dimensions");
    for (const { inputs } of resources.filter(({ type }) => type.endsWith(":LogMetricFilter")))
      expect(inputs.pattern).toMatch(/^(\??"[A-Z]+: {2}[a-z, ]+" ?)+$/);
  });

  it("publish over encrypted topics to which this account's services alone write", async () => {
    const { resources, made } = await rds();
    expect(inputsOf(resources, "Topic", "alarms-page")).toEqual({
      name: "shop-prod-page",
      displayName: "PostgreSQL: now",
      kmsMasterKeyId: "arn:key",
      tags: { ...tags, Role: "page topic" },
    });
    expect(inputsOf(resources, "TopicPolicy", "alarms-page-policy")).toEqual({
      arn: "arn:alarms-page",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "ServicesOfThisAccount",
            Effect: "Allow",
            Principal: {
              Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com"],
            },
            Action: "sns:Publish",
            Resource: "arn:alarms-page",
            Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
          },
          {
            Sid: "TlsOnly",
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: "arn:alarms-page",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      },
    });
    expect(inputsOf(resources, "TopicSubscription", "alarms-ticket-ops@example.com")).toEqual({
      topic: "arn:alarms-ticket",
      protocol: "email",
      endpoint: "ops@example.com",
    });
    expect(await resolved(made.topicArn)).toBe("arn:alarms-page");
    expect(await resolved(made.ticketTopicArn)).toBe("arn:alarms-ticket");
  });

  it("pass on RDS's events as Security Hub's RDS.20, 21 and 22 want them, and its own servers' by their urgency", async () => {
    const { resources } = await rds();
    const events = (key: string) => {
      const inputs = inputsOf(resources, "EventSubscription", `alarms-${key}`);
      expect(inputs).toMatchObject({ name: `shop-prod-${key}`, enabled: true });
      return [inputs.sourceType, inputs.eventCategories, inputs.sourceIds, inputs.snsTopic];
    };
    expect(rdsEvents.map(events)).toEqual([
      ["db-instance", ["configuration change", "failure", "maintenance"], undefined, "arn:alarms-ticket"],
      ["db-parameter-group", ["configuration change"], undefined, "arn:alarms-ticket"],
      ["db-security-group", ["configuration change", "failure"], undefined, "arn:alarms-ticket"],
      [
        "db-instance",
        ["availability", "failover", "low storage"],
        ["shop-prod", "shop-prod-replica-1"],
        "arn:alarms-page",
      ],
      [
        "db-instance",
        ["deletion", "notification", "read replica", "recovery", "restoration"],
        ["shop-prod", "shop-prod-replica-1"],
        "arn:alarms-ticket",
      ],
    ]);
  });

  it("tell nobody of a topic before services may publish to it", async () => {
    const { resources } = await rds();
    const subscriptions = resources.filter(({ type }) => type.endsWith(":EventSubscription"));
    expect(subscriptions).toHaveLength(5);
    for (const { name, options } of subscriptions)
      expect(options.dependsOn, name).toContain(
        name.endsWith("-urgent-events") ? "alarms-page-policy" : "alarms-ticket-policy",
      );
  });

  it("give back those that call somebody", async () => {
    const { resources, made } = await rds();
    const calling = resources.filter(
      ({ inputs }) => Array.isArray(inputs.alarmActions) && inputs.alarmActions.length > 0,
    );
    expect(calling.length).toBeGreaterThan(40);
    expect((await resolved(made.alarmArns)).sort()).toEqual(calling.map(({ name }) => `arn:${name}`).sort());
  });

  it("compute a replica's thresholds from its own class", async () => {
    const { resources } = await declared({ replicaInstanceClass: "db.r7g.xlarge" });
    const load = (name: string) => inputsOf(resources, "MetricAlarm", `${name}-load`).threshold;
    expect([load("alarms-primary"), load("alarms-replica-1")]).toEqual([2, 4]);
  });

  it("watch a replica of another region's primary as one, by topics of its own", async () => {
    const { resources } = await declared({
      identifier: "shop-prod-copy",
      remoteReplica: true,
      replicas: [],
      logGroupName: undefined,
    });
    expect(summary(resources)).toEqual(
      [
        ...alarmsOf("alarms-replica", "remote replica"),
        ...topicOf("alarms-page"),
        ...topicOf("alarms-ticket"),
        ...eventsOf(...rdsEvents),
        "pgstack:index:Alarms alarms of undefined",
      ].sort(),
    );
    const lag = inputsOf(resources, "MetricAlarm", "alarms-replica-replica-lag");
    expect(lag.name).toBe("shop-prod-copy-replica-lag");
    expect(lag.metricQueries).toEqual([
      expect.objectContaining({ id: "lag" }),
      expect.objectContaining({ id: "result", expression: "IF(lag > 360, lag, 0)" }),
    ]);
  });

  it("refuse a class that they know nothing of", async () => {
    expect(await refusal(() => new Alarms("alarms", { ...args, instanceClass: "db.q9.large" }))).toContain(
      "pgstack:instanceClass: the memory and processors of db.q9.large are not known",
    );
  });
});

describe("Alarms of Aurora", () => {
  it("are of the writer and of all readers together", async () => {
    const { resources } = await aurora();
    expect(summary(resources)).toEqual(
      [
        ...alarmsOf("alarms-primary", "serverless writer"),
        ...alarmsOf("alarms-readers", "serverless reader"),
        ...topicOf("alarms-page"),
        ...topicOf("alarms-ticket"),
        ...filters,
        ...eventsOf(...rdsEvents, "cluster-events"),
        "pgstack:index:Alarms alarms of undefined",
      ].sort(),
    );
    expect(inputsOf(resources, "MetricAlarm", "alarms-primary-cpu")).toMatchObject({
      name: "shop-prod-cpu",
      dimensions: { DBClusterIdentifier: "shop-prod", Role: "WRITER" },
    });
    expect(inputsOf(resources, "MetricAlarm", "alarms-readers-cpu")).toMatchObject({
      name: "shop-prod-readers-cpu",
      dimensions: { DBClusterIdentifier: "shop-prod", Role: "READER" },
    });
    expect(inputsOf(resources, "EventSubscription", "alarms-urgent-events")).toMatchObject({
      sourceType: "db-cluster",
      eventCategories: ["failover"],
      sourceIds: ["shop-prod"],
      snsTopic: "arn:alarms-page",
    });
    expect(inputsOf(resources, "EventSubscription", "alarms-cluster-events")).toMatchObject({
      sourceType: "db-cluster",
      eventCategories: ["failure", "maintenance"],
    });
  });

  it("have names that no two share", async () => {
    for (const { resources } of [await rds(), await aurora()]) {
      const names = resources.flatMap(({ type, inputs }) =>
        /Alarm$/.test(type) ? [inputs.name ?? inputs.alarmName] : [],
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
