import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { unknown } from "../../finding.ts";
import { given } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const rdsInstanceRequireModernCa = eachResource({
  id: "rds-instance-require-modern-ca",
  title: "Certificates of instances are of a current authority",
  controls: checkov("CKV_AWS_211"),
  severity: "mandatory",
  of: [types.instance, types.clusterInstance],
  check: (instance) =>
    given(instance, "caCertIdentifier") === undefined
      ? unknown("caCertIdentifier is not set: the account's default decides")
      : mustBe(instance, "caCertIdentifier", {
          // "Using SSL/TLS to encrypt a connection to a DB instance or cluster", read 2026-11.
          accepts: (authority) =>
            ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"].includes(String(authority)),
          wanted: "rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1",
          mend: "Set pgstack:caCertificate to rds-ca-rsa2048-g1.",
        }),
});
