import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { isRecord } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const ec2InstanceRequireSessionTokens = eachResource({
  id: "ec2-instance-require-session-tokens",
  title: "Machines give their credentials to sessions with a token alone",
  controls: [...securityHub("EC2.8"), ...checkov("CKV_AWS_79")],
  severity: "mandatory",
  of: [types.machine, types.launchTemplate],
  check: (machine) =>
    mustBe(machine, "metadataOptions", {
      accepts: (options) =>
        isRecord(options) && (options.httpTokens === "required" || options.httpEndpoint === "disabled"),
      wanted: "with httpTokens required",
      mend: "Set metadataOptions.httpTokens to required.",
    }),
});
