import { beforeAll, describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { publishers } from "../../components/alarms/alarm-topic.ts";
import type { Plan, PlannedResource } from "../../policy/planned-resource.ts";

describe("stack prod with a replica in the other region", () => {
  let plan: Plan;
  const one = (type: string, name: string): PlannedResource => {
    const found = plan.resources.filter(
      (resource) => resource.type.endsWith(`:${type}`) && resource.name === name,
    );
    expect(found, name).toHaveLength(1);
    return found[0] as PlannedResource;
  };

  beforeAll(async () => {
    const settings = { "pgstack:copyRegionReplica": "true", "pgstack:accountId": "123456789012" };
    plan = await planOffline("prod", { settings });
  });

  it("watches it there, by topics of its own", () => {
    const there = /::aws-copies(::|$)/;
    expect(one("Instance", "server-replica-us-west-2").provider).toMatch(there);
    for (const severity of ["page", "ticket"]) {
      const topic = one("Topic", `copies-alarms-${severity}`);
      expect(topic.provider).toMatch(there);
      expect(topic.inputs.name).toBe(`mcp-demo-prod-replica-us-west-2-${severity}`);
    }
    for (const key of [
      "cpu",
      "storage",
      "connections",
      "replica-lag",
      "replica-lag-critical",
      "replica-stopped",
    ]) {
      const alarm = one("MetricAlarm", `copies-alarms-replica-${key}`);
      expect(alarm.provider, key).toMatch(there);
      expect(JSON.stringify(alarm.inputs), key).toContain(
        '"DBInstanceIdentifier":"mcp-demo-prod-replica-us-west-2"',
      );
    }
    expect(one("EventSubscription", "copies-alarms-urgent-events").inputs.sourceIds).toEqual([
      "mcp-demo-prod-replica-us-west-2",
    ]);
  });

  it("lets what publishes to these topics use their key", () => {
    const { Statement } = JSON.parse(String(one("Key", "copies-key").inputs.policy)) as {
      Statement: { Principal: { Service?: string } }[];
    };
    const services = Statement.flatMap(({ Principal }) => Principal.Service ?? []);
    expect(services).toEqual(["logs.us-west-2.amazonaws.com", ...publishers]);
  });
});
