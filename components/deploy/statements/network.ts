import { type DeployScope, isTagged, makesTagged, type Statement } from "../statement.ts";

const makes = [
  "ec2:CreateVpc",
  "ec2:CreateSubnet",
  "ec2:CreateRouteTable",
  "ec2:CreateSecurityGroup",
  "ec2:CreateVpcEndpoint",
  "ec2:CreateFlowLogs",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:RunInstances",
];
const kinds = [
  "instance",
  "network-interface",
  "route-table",
  "security-group",
  "security-group-rule",
  "subnet",
  "volume",
  "vpc",
  "vpc-endpoint",
  "vpc-flow-log",
];

/**
 * The network and the bastion. Names of these are AWS's: what is made gets the stack's tag in the same request, and what has
 * no such tag cannot be changed. In a network that was there before, also what lies in it can be joined.
 */
export function networkStatements(scope: DeployScope): Statement[] {
  const { region, accountId, vpcId } = scope;
  const all = (...which: readonly string[]) =>
    which.map((kind) => `arn:aws:ec2:${region}:${accountId}:${kind}/*`);
  const within = all("vpc", "subnet", "route-table", "security-group");
  const vpc = `arn:aws:ec2:${region}:${accountId}:vpc/${vpcId}`;
  return [
    { Sid: "Make", Effect: "Allow", Action: makes, Resource: all(...kinds), Condition: makesTagged(scope) },
    {
      Sid: "MakeWithin",
      Effect: "Allow",
      Action: makes.filter((action) => action !== "ec2:CreateVpc"),
      Resource: within,
      Condition: isTagged(scope),
    },
    ...(vpcId === undefined
      ? []
      : [
          {
            Sid: "MakeWithinOthers",
            Effect: "Allow" as const,
            Action: ["ec2:CreateSecurityGroup", "ec2:CreateVpcEndpoint"],
            Resource: [vpc],
          },
          {
            Sid: "JoinOthers",
            Effect: "Allow" as const,
            Action: ["ec2:CreateVpcEndpoint", "ec2:RunInstances"],
            Resource: all("subnet"),
            Condition: { ArnEquals: { "ec2:Vpc": vpc } },
          },
        ]),
    {
      Sid: "TagWhatIsMade",
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: all(...kinds),
      Condition: {
        StringEquals: { "ec2:CreateAction": makes.map((action) => action.replace("ec2:", "")) },
      },
    },
    {
      Sid: "ChangeOwn",
      Effect: "Allow",
      Action: [
        "ec2:CreateTags",
        "ec2:DeleteTags",
        "ec2:ModifyVpcAttribute",
        "ec2:DeleteVpc",
        "ec2:ModifySubnetAttribute",
        "ec2:DeleteSubnet",
        "ec2:AssociateRouteTable",
        "ec2:DisassociateRouteTable",
        "ec2:DeleteRouteTable",
        "ec2:RevokeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:ModifySecurityGroupRules",
        "ec2:DeleteSecurityGroup",
        "ec2:ModifyVpcEndpoint",
        "ec2:DeleteVpcEndpoints",
        "ec2:DeleteFlowLogs",
        "ec2:ModifyInstanceAttribute",
        "ec2:ModifyInstanceMetadataOptions",
        "ec2:StartInstances",
        "ec2:StopInstances",
        "ec2:TerminateInstances",
      ],
      Resource: all(...kinds),
      Condition: isTagged(scope),
    },
    {
      // It is made with the machine, in the one request that tags machine and disk, and not it.
      Sid: "InterfacesOfInstances",
      Effect: "Allow",
      Action: ["ec2:RunInstances"],
      Resource: all("network-interface"),
    },
    {
      Sid: "AmazonsImages",
      Effect: "Allow",
      Action: ["ec2:RunInstances"],
      Resource: [`arn:aws:ec2:${region}::image/*`],
      Condition: { StringEquals: { "ec2:Owner": "amazon" } },
    },
  ];
}
