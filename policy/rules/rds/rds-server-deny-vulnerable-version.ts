import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { isReplica, sourceOf } from "../../reading/replica.ts";
import { types } from "../../resource-types.ts";

export const rdsServerDenyVulnerableVersion = eachResource({
  id: "rds-server-deny-vulnerable-version",
  title: "Versions of servers do not let log_fdw read the machine's files",
  controls: checkov("CKV_AWS_250", "CKV_AWS_388"),
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    const source = isReplica(server) ? sourceOf(plan, server) : undefined;
    const aurora = String(server.inputs.engine ?? "").startsWith("aurora");
    return mustBe(source ?? server, "engineVersion", {
      accepts: (version) => isMended(String(version), aurora ? mendedInAurora : mendedInRds),
      wanted: "a version in which it is mended",
      mend: "Set pgstack:engineVersion to a current major version.",
      // AWS takes a current one.
      byDefault: "the newest",
    });
  },
});

/** First mended minor versions, by major one: AWS security bulletin AWS-2022-004, as Checkov reads it. */
const mendedInRds: Readonly<Record<number, number>> = { 10: 17, 11: 12, 12: 7, 13: 3 };
const mendedInAurora: Readonly<Record<number, number>> = { 10: 14, 11: 9 };

/** A major version alone is its newest minor one. */
function isMended(version: string, mended: Readonly<Record<number, number>>): boolean {
  const [major = Number.NaN, minor = Number.POSITIVE_INFINITY] = version.split(".").map(Number);
  return Number.isNaN(major) || (major >= 10 && minor >= (mended[major] ?? 0));
}
