import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Document } from "@pulumi/aws/ssm/document.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";

export interface SessionLogArgs {
  /** Of the server: the log group is `/pgstack/<identifier>/sessions`, the document `<identifier>-shell`. */
  identifier: string;
  /** KMS key of the log and of what goes over the wire; its policy admits `logs.<region>.amazonaws.com`. */
  keyArn: Input<string>;
  /** Days, one of CloudWatch's. */
  retention: number;
  /** The bastion's role. */
  roleId: Input<string>;
  tags: Record<string, string>;
}

/**
 * A shell whose every line is logged, encrypted by a key of ours, as a document of Session Manager. Forwarded ports have no
 * log: what goes through them is TLS between the client and the database (Systems Manager user guide, "Logging session
 * activity", 2026-11).
 */
export class SessionLog extends ComponentResource {
  /** `--document-name` of a logged shell. */
  readonly documentName: Output<string>;

  constructor(name: string, args: SessionLogArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:SessionLog", name, {}, opts);
    const { identifier, keyArn, retention, roleId, tags } = args;
    const group = new LogGroup(
      `${name}-log`,
      {
        name: `/pgstack/${identifier}/sessions`,
        kmsKeyId: keyArn,
        retentionInDays: retention,
        tags: { ...tags, Role: "session log" },
      },
      { parent: this },
    );
    new RolePolicy(
      `${name}-policy`,
      {
        role: roleId,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "WriteTheLog",
              Effect: "Allow",
              Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
              Resource: interpolate`${group.arn}:*`,
            },
            // The agent looks for its group among all; there is no narrower right.
            { Sid: "FindTheLog", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
            { Sid: "EncryptTheSession", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn },
          ],
        }),
      },
      { parent: this },
    );
    const document = new Document(
      name,
      {
        name: `${identifier}-shell`,
        documentType: "Session",
        documentFormat: "JSON",
        content: jsonStringify({
          schemaVersion: "1.0",
          description: `Logged shell on the bastion of ${identifier}`,
          sessionType: "Standard_Stream",
          inputs: {
            kmsKeyId: keyArn,
            cloudWatchLogGroupName: group.name,
            cloudWatchEncryptionEnabled: true,
            cloudWatchStreamingEnabled: true,
            idleSessionTimeout: "20",
            maxSessionDuration: "240",
          },
        }),
        tags: { ...tags, Role: "session document" },
      },
      { parent: this },
    );
    this.documentName = document.name;
    this.registerOutputs({ documentName: this.documentName });
  }
}
