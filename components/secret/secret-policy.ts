import type { Input } from "@pulumi/pulumi";
import type { PolicyDocument } from "./policy-document.ts";

/**
 * Who may not use a secret, whatever else lets them: principals of other accounts, and who does not encrypt. Who may is for the
 * policies of the account's own roles to say. AWS's own services act for the account and are no other account's principals.
 */
export function secretPolicy(accountId: Input<string>): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "NoOtherAccount",
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:*",
        Resource: "*",
        Condition: {
          StringNotEquals: { "aws:PrincipalAccount": accountId },
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
      {
        Sid: "NothingUnencrypted",
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
