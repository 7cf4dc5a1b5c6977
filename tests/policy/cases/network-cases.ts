import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const group = (inputs: Inputs) => resource(types.securityGroup, "database", inputs);
const way = (inputs: Inputs) => resource(types.ingressRule, "from-clients", inputs);
const exit = (inputs: Inputs) => resource(types.egressRule, "to-endpoints", inputs);
const oldRule = (inputs: Inputs) => resource(types.securityGroupRule, "rule", inputs);
const vpc = resource(types.vpc, "network");
const defaults = (inputs: Inputs, links: Links = { vpcId: [vpc] }) =>
  resource(types.defaultSecurityGroup, "network-default", inputs, links);
const flow = (inputs: Inputs, links?: Links) => resource(types.flowLog, "network-flow", inputs, links);
const subnet = (inputs: Inputs) => resource(types.subnet, "private-a", inputs);
const machine = (inputs: Inputs, links?: Links) => resource(types.machine, "bastion", inputs, links);

export const networkCases: Readonly<Record<string, RuleCases>> = {
  "ec2-security-group-require-description": {
    pass: says(
      [group({ description: "the database" }), way({ description: "clients" })],
      "database pass: description is the database",
      "from-clients pass: description is clients",
    ),
    fail: says(
      [group({ description: "Managed by Pulumi" }), way({})],
      "database fail: description is Managed by Pulumi, not a description of your own",
      "from-clients fail: description is not set",
    ),
    unknown: says(
      [group({ description: later })],
      "database unknown: description is known only when it is made",
    ),
    also: {
      "a rule in the group": says(
        [group({ description: "the database", ingress: [{ fromPort: 5432 }] })],
        "database fail: a rule in it has no description",
      ),
    },
  },
  "ec2-security-group-deny-open-ingress": {
    pass: says(
      [group({}), way({ cidrIpv4: "10.0.0.0/16" }), oldRule({ type: "egress", cidrBlocks: ["0.0.0.0/0"] })],
      "database pass: it lets nobody in from everywhere",
      "from-clients pass: it lets nobody in from everywhere",
      "rule not-applicable: it is about the way out",
    ),
    fail: says(
      [
        way({ cidrIpv4: "0.0.0.0/0", fromPort: 5432 }),
        oldRule({ type: "ingress", ipv6CidrBlocks: ["::/0"] }),
        group({ ingress: [{ cidrBlocks: ["0.0.0.0/0"], fromPort: 22, toPort: 22 }] }),
      ],
      "from-clients fail: it lets in from 0.0.0.0/0 or ::/0",
      "rule fail: it lets in from 0.0.0.0/0 or ::/0",
      "database fail: it lets in from 0.0.0.0/0 or ::/0",
    ),
    unknown: says(
      [way({ cidrIpv4: later }), group({ ingress: later })],
      "from-clients unknown: from where it lets in is known only when it is made",
      "database unknown: from where it lets in is known only when it is made",
    ),
  },
  "ec2-security-group-deny-open-egress": {
    pass: says(
      [
        group({}),
        exit({ cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443 }),
        oldRule({ type: "ingress" }),
      ],
      "database pass: it lets nothing out to everywhere",
      "to-endpoints pass: it lets single ports out",
      "rule not-applicable: it is about the way in",
    ),
    fail: says(
      [
        exit({ cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" }),
        group({ egress: [{ protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] }] }),
      ],
      "to-endpoints fail: it lets every port out to everywhere",
      "database fail: it lets every port out to everywhere",
    ),
    unknown: says(
      [oldRule({ type: later, cidrBlocks: ["0.0.0.0/0"] }), exit({ cidrIpv4: later })],
      "rule unknown: to where it lets out is known only when it is made",
      "to-endpoints unknown: to where it lets out is known only when it is made",
    ),
  },
  "ec2-security-group-require-use": {
    pass: says(
      [group({}), resource(types.instance, "server", {}, { vpcSecurityGroupIds: [group({})] })],
      "database pass: server is in it",
    ),
    fail: says(
      [group({}), resource(types.instance, "server", { vpcSecurityGroupIds: ["sg-1"] })],
      "database fail: nothing of the plan is in it",
    ),
    unknown: says(
      [group({}), resource(types.instance, "server", { vpcSecurityGroupIds: later })],
      "database unknown: which groups something is in is known only when it is made",
    ),
  },
  "ec2-vpc-require-closed-default-group": {
    pass: says([vpc, defaults({})], "network pass: network-default has no rules"),
    fail: says([vpc, defaults({ egress: [{ protocol: "-1" }] })], "network fail: network-default has rules"),
    unknown: says(
      [vpc, defaults({ ingress: later })],
      "network unknown: what network-default lets through is known only when it is made",
    ),
    also: {
      "nobody adopted it": says([vpc], "network fail: no aws.ec2.DefaultSecurityGroup belongs to it"),
    },
  },
  "ec2-vpc-require-flow-log": {
    pass: says([vpc, flow({}, { vpcId: [vpc] })], "network pass: network-flow sees to it"),
    fail: says([vpc], "network fail: no aws.ec2.FlowLog belongs to it"),
    unknown: says(
      [vpc, flow({ vpcId: later })],
      "network unknown: which resource an aws.ec2.FlowLog belongs to is known only when it is made",
    ),
  },
  "ec2-subnet-deny-public-address": {
    pass: says([subnet({})], "private-a pass: mapPublicIpOnLaunch is false, by default"),
    fail: says(
      [subnet({ mapPublicIpOnLaunch: true })],
      "private-a fail: mapPublicIpOnLaunch is true, not false",
    ),
    unknown: says(
      [subnet({ mapPublicIpOnLaunch: later })],
      "private-a unknown: mapPublicIpOnLaunch is known only when it is made",
    ),
  },
  "ec2-instance-require-session-tokens": {
    pass: says(
      [machine({ metadataOptions: { httpTokens: "required" } })],
      'bastion pass: metadataOptions is {"httpTokens":"required"}',
    ),
    fail: says(
      [machine({ metadataOptions: { httpTokens: "optional" } })],
      'bastion fail: metadataOptions is {"httpTokens":"optional"}, not with httpTokens required',
    ),
    unknown: says(
      [machine({ metadataOptions: { httpTokens: later } })],
      "bastion unknown: metadataOptions is known only when it is made",
    ),
    also: {
      "AWS's default": says([machine({})], "bastion fail: metadataOptions is not set"),
      "with more beside it": says(
        [
          machine({
            metadataOptions: { httpTokens: "required", httpEndpoint: "enabled", httpPutResponseHopLimit: 1 },
          }),
        ],
        "bastion pass: metadataOptions is as it should be",
      ),
    },
  },
  "ec2-instance-deny-public-address": {
    pass: says(
      [machine({ associatePublicIpAddress: false })],
      "bastion pass: associatePublicIpAddress is false",
    ),
    fail: says(
      [machine({ associatePublicIpAddress: true })],
      "bastion fail: associatePublicIpAddress is true, not false",
    ),
    unknown: says(
      [machine({ associatePublicIpAddress: later })],
      "bastion unknown: associatePublicIpAddress is known only when it is made",
    ),
  },
  "ec2-instance-require-encrypted-disk": {
    pass: says([machine({ rootBlockDevice: { encrypted: true } })], "bastion pass: every disk is encrypted"),
    fail: says(
      [machine({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: false }] })],
      "bastion fail: a disk is not encrypted",
    ),
    unknown: says(
      [machine({ rootBlockDevice: { encrypted: later } })],
      "bastion unknown: encrypted of a disk is known only when it is made",
    ),
  },
  "ec2-instance-require-role": {
    pass: says([machine({ iamInstanceProfile: "bastion" })], "bastion pass: iamInstanceProfile is set"),
    fail: says([machine({})], "bastion fail: iamInstanceProfile is not set"),
    unknown: says(
      [machine({ iamInstanceProfile: later })],
      "bastion unknown: iamInstanceProfile is known only when it is made",
    ),
    also: {
      "one of the plan": says(
        [
          machine(
            {},
            { iamInstanceProfile: [resource("aws:iam/instanceProfile:InstanceProfile", "bastion-profile")] },
          ),
        ],
        "bastion pass: iamInstanceProfile comes from bastion-profile",
      ),
    },
  },
};
