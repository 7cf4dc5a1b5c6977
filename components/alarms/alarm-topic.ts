import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";

export interface AlarmTopicArgs {
  /** Name of the topic. A change replaces it, and its subscriptions have to be confirmed again. */
  topicName: Input<string>;
  /** What those who get its e-mails read as the sender, at most 100 characters. */
  displayName: string;
  /** KMS key; its policy admits the services of {@link publishers}. */
  keyArn: Input<string>;
  accountId: Input<string>;
  /** Each gets an e-mail first that has to be confirmed: until then AWS sends nothing. */
  emails: readonly string[];
  role: string;
  tags: Record<string, string>;
}

/** What publishes to a topic of alarms; an encrypted topic needs them admitted by its key, too. */
export const publishers = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com"];

/** An encrypted topic that services of AWS publish to for this account alone, over TLS alone, and people subscribe to. */
export class AlarmTopic extends ComponentResource {
  /** Known once services may publish: Budgets and RDS try it when they are told of it. */
  readonly arn: Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:AlarmTopic", name, {}, opts);
    const { topicName, displayName, keyArn, accountId, emails, role } = args;
    const topic = new Topic(
      name,
      { name: topicName, displayName, kmsMasterKeyId: keyArn, tags: { ...args.tags, Role: role } },
      { parent: this },
    );
    const policy = new TopicPolicy(
      `${name}-policy`,
      {
        arn: topic.arn,
        policy: jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "ServicesOfThisAccount",
              Effect: "Allow",
              Principal: { Service: publishers },
              Action: "sns:Publish",
              Resource: topic.arn,
              Condition: { StringEquals: { "aws:SourceAccount": accountId } },
            },
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "sns:Publish",
              Resource: topic.arn,
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ],
        }),
      },
      { parent: this },
    );
    for (const email of emails)
      new TopicSubscription(
        `${name}-${email}`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        { parent: this },
      );
    this.arn = all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}
