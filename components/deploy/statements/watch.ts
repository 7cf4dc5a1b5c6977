import { type DeployScope, inBothRegions, type Statement } from "../statement.ts";

/** Alarms, dashboards, logs, notices, the budget, the trail, and how sessions on the bastion are kept. */
export function watchStatements(scope: DeployScope): Statement[] {
  const { identifier, accountId, region } = scope;
  return [
    {
      Sid: "Alarms",
      Effect: "Allow",
      Action: [
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:PutCompositeAlarm",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:TagResource",
        "cloudwatch:UntagResource",
      ],
      Resource: inBothRegions(scope, "cloudwatch", `alarm:${identifier}*`),
    },
    {
      Sid: "Dashboards",
      Effect: "Allow",
      Action: ["cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"],
      Resource: [`arn:aws:cloudwatch::${accountId}:dashboard/${identifier}*`],
    },
    {
      Sid: "LogGroups",
      Effect: "Allow",
      Action: [
        "logs:CreateLogGroup",
        "logs:DeleteLogGroup",
        "logs:PutRetentionPolicy",
        "logs:DeleteRetentionPolicy",
        "logs:AssociateKmsKey",
        "logs:DisassociateKmsKey",
        "logs:PutMetricFilter",
        "logs:DeleteMetricFilter",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      Resource: inBothRegions(
        scope,
        "logs",
        ...["instance", "cluster", "proxy"].map((kind) => `log-group:/aws/rds/${kind}/${identifier}*`),
        `log-group:/aws/lambda/${identifier}*`,
        `log-group:/pgstack/${identifier}/*`,
        // Of the network in the other region.
        `log-group:/pgstack/${identifier}-${scope.copyRegion}/*`,
      ),
    },
    {
      Sid: "Notices",
      Effect: "Allow",
      Action: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:Unsubscribe",
        "sns:SetSubscriptionAttributes",
        "sns:TagResource",
        "sns:UntagResource",
      ],
      Resource: inBothRegions(scope, "sns", `${identifier}*`),
    },
    {
      Sid: "Budget",
      Effect: "Allow",
      Action: ["budgets:ModifyBudget", "budgets:TagResource", "budgets:UntagResource"],
      Resource: [`arn:aws:budgets::${accountId}:budget/${identifier}*`],
    },
    {
      Sid: "SessionDocuments",
      Effect: "Allow",
      Action: [
        "ssm:CreateDocument",
        "ssm:UpdateDocument",
        "ssm:UpdateDocumentDefaultVersion",
        "ssm:DeleteDocument",
        "ssm:AddTagsToResource",
        "ssm:RemoveTagsFromResource",
      ],
      Resource: [`arn:aws:ssm:${region}:${accountId}:document/${identifier}*`],
    },
    {
      Sid: "Trail",
      Effect: "Allow",
      Action: [
        "cloudtrail:CreateTrail",
        "cloudtrail:UpdateTrail",
        "cloudtrail:DeleteTrail",
        "cloudtrail:StartLogging",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:AddTags",
        "cloudtrail:RemoveTags",
      ],
      Resource: [`arn:aws:cloudtrail:${region}:${accountId}:trail/${identifier}*`],
    },
  ];
}
