import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const key = (inputs: Inputs = {}) => resource(types.key, "server-key", inputs);
const secret = (inputs: Inputs, links?: Links) => resource(types.secret, "admin", inputs, links);
const rotation = (inputs: Inputs, links?: Links) =>
  resource(types.secretRotation, "admin-rotation", inputs, links);
const logs = (inputs: Inputs, links?: Links) => resource(types.logGroup, "server-log", inputs, links);
const topic = (inputs: Inputs, links?: Links) => resource(types.topic, "alarms", inputs, links);
const topicPolicy = (inputs: Inputs) => resource(types.topicPolicy, "alarms-policy", inputs);
const alarm = (inputs: Inputs, links?: Links) => resource(types.alarm, "cpu", inputs, links);
const trail = (inputs: Inputs, links?: Links) => resource(types.trail, "trail", inputs, links);
const vault = (inputs: Inputs, links?: Links) => resource(types.vault, "backups", inputs, links);
const allow = (Principal: unknown, Condition?: object) =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Principal, Action: "sns:Publish", Resource: "*", Condition }],
  });

export const aroundCases: Readonly<Record<string, RuleCases>> = {
  "kms-key-require-rotation": {
    pass: says([key({ enableKeyRotation: true })], "server-key pass: enableKeyRotation is true"),
    fail: says([key({})], "server-key fail: enableKeyRotation is false, by default, not true"),
    unknown: says(
      [key({ enableKeyRotation: later })],
      "server-key unknown: enableKeyRotation is known only when it is made",
    ),
    also: {
      "a key that cannot be rotated": says(
        [key({ customerMasterKeySpec: "RSA_2048" })],
        "server-key not-applicable: AWS rotates symmetric keys alone",
      ),
    },
  },
  "kms-key-deny-wildcard-principal": {
    pass: says(
      [key({ policy: allow({ AWS: "arn:aws:iam::123456789012:root" }) })],
      "server-key pass: policy allows named principals alone",
    ),
    fail: says(
      [key({ policy: allow({ AWS: "*" }) })],
      "server-key fail: policy allows principal * without a condition",
    ),
    unknown: says([key({ policy: later })], "server-key unknown: policy cannot be read before it is made"),
    also: {
      "under a condition": says(
        [key({ policy: allow("*", { StringEquals: { "kms:CallerAccount": "123456789012" } }) })],
        "server-key pass: policy allows named principals alone",
      ),
      "a principal that is not known": says(
        [key({ policy: allow({ AWS: [later] }) })],
        "server-key unknown: whom policy allows is known only when it is made",
      ),
      "without a policy": says([key({})], "server-key pass: policy is not set: the account's own alone"),
    },
  },
  "kms-key-require-policy": {
    pass: says(
      [key({ policy: allow({ AWS: "arn:aws:iam::123456789012:root" }) })],
      "server-key pass: policy is set",
    ),
    fail: says([key({})], "server-key fail: no aws.kms.KeyPolicy belongs to it"),
    unknown: says([key({ policy: later })], "server-key unknown: policy is known only when it is made"),
    also: {
      "a policy beside it": says(
        [key({}), resource(types.keyPolicy, "server-key-policy", {}, { keyId: [key()] })],
        "server-key pass: server-key-policy sees to it",
      ),
    },
  },
  "secretsmanager-secret-require-customer-key": {
    pass: says([secret({}, { kmsKeyId: [key()] }), key()], "admin pass: kmsKeyId comes from server-key"),
    fail: says(
      [secret({ kmsKeyId: "alias/aws/secretsmanager" })],
      "admin fail: kmsKeyId is alias/aws/secretsmanager, a key of AWS's",
    ),
    unknown: says([secret({ kmsKeyId: later })], "admin unknown: kmsKeyId is known only when it is made"),
  },
  "secretsmanager-secret-require-rotation": {
    pass: says(
      [secret({}), rotation({}, { secretId: [secret({})] })],
      "admin pass: admin-rotation sees to it",
    ),
    fail: says([secret({})], "admin fail: no aws.secretsmanager.SecretRotation belongs to it"),
    unknown: says(
      [secret({}), rotation({ secretId: later })],
      "admin unknown: which resource an aws.secretsmanager.SecretRotation belongs to is known only when it is made",
    ),
  },
  "secretsmanager-rotation-require-ninety-days": {
    pass: says(
      [rotation({ rotationRules: { automaticallyAfterDays: 30 } })],
      'admin-rotation pass: rotationRules is {"automaticallyAfterDays":30}',
    ),
    fail: says(
      [rotation({ rotationRules: { automaticallyAfterDays: 91 } })],
      'admin-rotation fail: rotationRules is {"automaticallyAfterDays":91}, not 90 days or fewer',
    ),
    unknown: says(
      [rotation({ rotationRules: { automaticallyAfterDays: later } })],
      "admin-rotation unknown: rotationRules is known only when it is made",
    ),
    also: {
      "by a rate": says(
        [rotation({ rotationRules: { scheduleExpression: "rate(2160 hours)" } })],
        'admin-rotation pass: rotationRules is {"scheduleExpression":"rate(2160 hours)"}',
      ),
      "by too slow a rate": says(
        [rotation({ rotationRules: { scheduleExpression: "rate(91 days)" } })],
        'admin-rotation fail: rotationRules is {"scheduleExpression":"rate(91 days)"}, not 90 days or fewer',
      ),
      "by the calendar": says(
        [rotation({ rotationRules: { scheduleExpression: "cron(0 4 1 * ? *)" } })],
        'admin-rotation pass: rotationRules is {"scheduleExpression":"cron(0 4 1 * ? *)"}',
      ),
      never: says(
        [rotation({ rotationRules: {} })],
        "admin-rotation fail: rotationRules is {}, not 90 days or fewer",
      ),
    },
  },
  "logs-group-require-retention": {
    pass: says([logs({ retentionInDays: 30 })], "server-log pass: retentionInDays is 30"),
    fail: says([logs({})], "server-log fail: retentionInDays is not set"),
    unknown: says(
      [logs({ retentionInDays: later })],
      "server-log unknown: retentionInDays is known only when it is made",
    ),
  },
  "logs-group-require-customer-key": {
    pass: says([logs({}, { kmsKeyId: [key()] }), key()], "server-log pass: kmsKeyId comes from server-key"),
    fail: says([logs({})], "server-log fail: kmsKeyId is not set: the key is AWS's"),
    unknown: says([logs({ kmsKeyId: later })], "server-log unknown: kmsKeyId is known only when it is made"),
  },
  "logs-group-require-year": {
    pass: says([logs({ retentionInDays: 365 })], "server-log pass: retentionInDays is 365"),
    fail: says(
      [logs({ retentionInDays: 30 })],
      "server-log fail: retentionInDays is 30, not 365 days or more",
    ),
    unknown: says(
      [logs({ retentionInDays: later })],
      "server-log unknown: retentionInDays is known only when it is made",
    ),
    also: {
      "for ever": says([logs({})], "server-log pass: retentionInDays is 0, by default"),
    },
  },
  "sns-topic-require-key": {
    pass: says(
      [topic({}, { kmsMasterKeyId: [key()] }), key()],
      "alarms pass: kmsMasterKeyId comes from server-key",
    ),
    fail: says([topic({})], "alarms fail: kmsMasterKeyId is not set"),
    unknown: says(
      [topic({ kmsMasterKeyId: later })],
      "alarms unknown: kmsMasterKeyId is known only when it is made",
    ),
  },
  "sns-topic-deny-public-policy": {
    pass: says(
      [topicPolicy({ policy: allow({ Service: "cloudwatch.amazonaws.com" }) })],
      "alarms-policy pass: policy allows named principals alone",
    ),
    fail: says(
      [topicPolicy({ policy: allow("*") })],
      "alarms-policy fail: policy allows principal * without a condition",
    ),
    unknown: says(
      [topicPolicy({ policy: later })],
      "alarms-policy unknown: policy cannot be read before it is made",
    ),
    also: {
      "what is no policy": says(
        [topicPolicy({ policy: "{" })],
        "alarms-policy unknown: policy cannot be read before it is made",
      ),
    },
  },
  "cloudwatch-alarm-require-enabled-actions": {
    pass: says([alarm({})], "cpu pass: actionsEnabled is true, by default"),
    fail: says([alarm({ actionsEnabled: false })], "cpu fail: actionsEnabled is false, not true"),
    unknown: says(
      [alarm({ actionsEnabled: later })],
      "cpu unknown: actionsEnabled is known only when it is made",
    ),
  },
  "cloudwatch-alarm-require-actions": {
    pass: says(
      [alarm({}, { alarmActions: [topic({})] }), topic({})],
      "cpu pass: alarmActions comes from alarms",
    ),
    fail: says([alarm({ alarmActions: [] })], "cpu fail: alarmActions is not set"),
    unknown: says(
      [alarm({ alarmActions: later })],
      "cpu unknown: alarmActions is known only when it is made",
    ),
    also: {
      "part of another alarm": says(
        [
          alarm({}),
          resource(
            types.compositeAlarm,
            "trouble",
            { alarmActions: ["arn:aws:sns:us-east-1:123456789012:alarms"] },
            { alarmRule: [alarm({})] },
          ),
        ],
        "cpu pass: trouble tells of it",
        "trouble pass: alarmActions is set",
      ),
    },
  },
  "cloudtrail-trail-require-customer-key": {
    pass: says([trail({}, { kmsKeyId: [key()] }), key()], "trail pass: kmsKeyId comes from server-key"),
    fail: says([trail({})], "trail fail: kmsKeyId is not set: the key is AWS's"),
    unknown: says([trail({ kmsKeyId: later })], "trail unknown: kmsKeyId is known only when it is made"),
  },
  "cloudtrail-trail-require-validation": {
    pass: says([trail({ enableLogFileValidation: true })], "trail pass: enableLogFileValidation is true"),
    fail: says([trail({})], "trail fail: enableLogFileValidation is false, by default, not true"),
    unknown: says(
      [trail({ enableLogFileValidation: later })],
      "trail unknown: enableLogFileValidation is known only when it is made",
    ),
  },
  "cloudtrail-trail-require-all-regions": {
    pass: says([trail({ isMultiRegionTrail: true })], "trail pass: isMultiRegionTrail is true"),
    fail: says([trail({ isMultiRegionTrail: false })], "trail fail: isMultiRegionTrail is false, not true"),
    unknown: says(
      [trail({ isMultiRegionTrail: later })],
      "trail unknown: isMultiRegionTrail is known only when it is made",
    ),
  },
  "cloudtrail-trail-require-logging": {
    pass: says([trail({})], "trail pass: enableLogging is true, by default"),
    fail: says([trail({ enableLogging: false })], "trail fail: enableLogging is false, not true"),
    unknown: says(
      [trail({ enableLogging: later })],
      "trail unknown: enableLogging is known only when it is made",
    ),
  },
  "cloudtrail-trail-require-topic": {
    pass: says(
      [trail({}, { snsTopicName: [topic({})] }), topic({})],
      "trail pass: snsTopicName comes from alarms",
    ),
    fail: says([trail({})], "trail fail: snsTopicName is not set"),
    unknown: says(
      [trail({ snsTopicName: later })],
      "trail unknown: snsTopicName is known only when it is made",
    ),
  },
  "cloudtrail-trail-require-cloudwatch": {
    pass: says(
      [trail({}, { cloudWatchLogsGroupArn: [logs({})] }), logs({})],
      "trail pass: cloudWatchLogsGroupArn comes from server-log",
    ),
    fail: says([trail({})], "trail fail: cloudWatchLogsGroupArn is not set"),
    unknown: says(
      [trail({ cloudWatchLogsGroupArn: later })],
      "trail unknown: cloudWatchLogsGroupArn is known only when it is made",
    ),
  },
  "backup-vault-require-customer-key": {
    pass: says([vault({}, { kmsKeyArn: [key()] }), key()], "backups pass: kmsKeyArn comes from server-key"),
    fail: says([vault({})], "backups fail: kmsKeyArn is not set: the key is AWS's"),
    unknown: says([vault({ kmsKeyArn: later })], "backups unknown: kmsKeyArn is known only when it is made"),
  },
};
