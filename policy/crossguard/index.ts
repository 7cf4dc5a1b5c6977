import { PolicyPack } from "@pulumi/policy";
import { configuredExceptions } from "./configured-exceptions.ts";
import { stackPolicies } from "./stack-policies.ts";

// Importing this file serves the pack: `pulumi preview --policy-pack policy`.
new PolicyPack("pgstack", {
  displayName: "pgstack",
  description:
    "What a careful team signs off: Security Hub's and Checkov's controls of RDS and what is around it",
  enforcementLevel: "mandatory",
  policies: stackPolicies({
    stack: process.env.PULUMI_NODEJS_STACK ?? process.env.PULUMI_STACK ?? "",
    exceptions: configuredExceptions(process.env),
  }),
});
