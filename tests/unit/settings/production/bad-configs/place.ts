import type { BadConfig } from "./bad-config.ts";

/** Where: account, region, zones, network, and the region of the copies. */
export const place: readonly BadConfig[] = [
  [
    { accountId: "12345" },
    [
      "  pgstack:accountId: 12345",
      '      not the 12 digits of an account; use its 12 digits in quotes, such as "123456789012"',
    ],
  ],
  [{ region: "us-east-1a" }, ["  pgstack:region: us-east-1a  a zone; use its region, us-east-1"]],
  [{ region: "us-east1" }, ["  pgstack:region: us-east1  no region of AWS; did you mean us-east-1?"]],
  [
    { region: "us-gov-west-1", copyRegion: "us-gov-east-1" },
    [
      "  pgstack:region: us-gov-west-1",
      "      in one of AWS's separate clouds, where what is declared here has other names; use a region of the common one, such as us-east-1",
    ],
  ],
  [
    { region: "us-west-2" },
    ["  pgstack:copyRegion  the home region: copies there are lost with it; use another one"],
  ],
  [
    { availabilityZones: "us-east-1a" },
    [
      "  pgstack:availabilityZones: us-east-1a",
      "      a group of subnets has two zones or more; write another one, such as us-east-1b",
    ],
  ],
  [
    { availabilityZones: '["us-east-1a","us-east-1a"]' },
    ['  pgstack:availabilityZones: ["us-east-1a","us-east-1a"]  has us-east-1a twice; remove one of the two'],
  ],
  [
    { availabilityZones: "us-east-1a,us-west-2b" },
    [
      "  pgstack:availabilityZones: us-east-1a,us-west-2b",
      "      us-west-2b is no zone of us-east-1; use zones such as us-east-1a",
    ],
  ],
  [
    { availabilityZones: "[1" },
    [
      "  pgstack:availabilityZones: [1  not a list of single values; use a list, each a zone such as us-east-1a",
    ],
  ],
  [
    { availabilityZone: "us-east-1a" },
    [
      "  pgstack:availabilityZone: us-east-1a",
      "      AWS picks both zones of a server with a standby; remove it, or set pgstack:multiAz to false",
    ],
  ],
  [
    { availabilityZone: "us-east-1c", multiAz: "false" },
    [
      "  pgstack:availabilityZone: us-east-1c  none of pgstack:availabilityZones; use one of us-east-1a, us-east-1b",
    ],
  ],
  [
    { vpcId: "vpc-0a1b2c3d4e5f60718" },
    [
      "  pgstack:vpcId: vpc-0a1b2c3d4e5f60718",
      "      with no subnet of it; list two private ones or more, in different zones, in pgstack:subnetIds",
    ],
  ],
  [
    { vpcId: "vpc-123" },
    [
      "  pgstack:vpcId: vpc-123  not an id of a VPC; use vpc- and 17 of 0-9 and a-f, such as vpc-0a1b2c3d4e5f60718",
    ],
  ],
  [
    { subnetIds: "subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719" },
    [
      "  pgstack:subnetIds: subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3…",
      "      without their VPC; set pgstack:vpcId, or remove it",
    ],
  ],
  [
    { vpcId: "vpc-0a1b2c3d4e5f60718", subnetIds: "subnet-0a1b2c3d4e5f60718" },
    [
      "  pgstack:vpcId: vpc-0a1b2c3d4e5f60718",
      "      with one subnet of it; list two private ones or more, in different zones, in pgstack:subnetIds",
    ],
  ],
  [
    {
      vpcId: "vpc-0a1b2c3d4e5f60718",
      subnetIds: "subnet-0a1b2c3d4e5f60718,subnet-0a1b2c3d4e5f60719",
      vpcCidr: "10.0.0.0/16",
    },
    [
      "  pgstack:vpcCidr: 10.0.0.0/16",
      "      the addresses of a new VPC, and pgstack:vpcId names one that is there; remove one of the two",
    ],
  ],
  [
    { clientSecurityGroupIds: "sg-0a1b2c3d4e5f60718" },
    [
      "  pgstack:clientSecurityGroupIds: sg-0a1b2c3d4e5f60718",
      "      groups of another VPC than the new one, which AWS refuses in its rules; set pgstack:vpcId to theirs, or remove it: a group for clients is made",
    ],
  ],
  [
    { vpcCidr: "8.8.0.0/16" },
    [
      "  pgstack:vpcCidr: 8.8.0.0/16",
      "      not private addresses (RFC 1918); use private addresses from /16 to /24, such as 10.42.0.0/16",
    ],
  ],
  [
    { vpcCidr: "10.42.7.0/16" },
    ["  pgstack:vpcCidr: 10.42.7.0/16  not the first address of its range; use 10.42.0.0/16"],
  ],
  [
    { vpcCidr: "10.0.0.0/8" },
    [
      "  pgstack:vpcCidr: 10.0.0.0/8",
      "      larger than /16, the most a VPC has; use private addresses from /16 to /24, such as 10.42.0.0/16",
    ],
  ],
  [
    { vpcCidr: "10.42.0.0/28" },
    [
      "  pgstack:vpcCidr: 10.42.0.0/28",
      "      too small for subnets in several zones; use private addresses from /16 to /24, such as 10.42.0.0/16",
    ],
  ],
  [
    { vpcCidr: "10.42.0.0" },
    [
      "  pgstack:vpcCidr: 10.42.0.0",
      "      not a range of addresses; use private addresses from /16 to /24, such as 10.42.0.0/16",
    ],
  ],
  [
    { copyRegion: "us-east-1" },
    ["  pgstack:copyRegion: us-east-1  the home region: copies there are lost with it; use another one"],
  ],
  [
    { copyRegion: "cn-north-1" },
    [
      "  pgstack:copyRegion: cn-north-1",
      "      in another of AWS's clouds than us-east-1, from where nothing is copied; use a region of the same one",
    ],
  ],
  [
    { copyKmsKeyArn: "alias/backup" },
    [
      "  pgstack:copyKmsKeyArn: alias/backup",
      "      not the ARN of a KMS key; use arn:aws:kms:, its region, account and id, as `aws kms describe-key` prints it",
    ],
  ],
  [
    { copyKmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012" },
    [
      "  pgstack:copyKmsKeyArn: arn:aws:kms:us-east-1:123456789012:key/…",
      "      a key of us-east-1, and the copies are in us-west-2; use a key of us-west-2, or remove it: one is made",
    ],
  ],
  [
    {
      accountId: "210987654321",
      copyKmsKeyArn: "arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012",
    },
    [
      "  pgstack:copyKmsKeyArn: arn:aws:kms:us-west-2:123456789012:key/…",
      "      a key of account 123456789012, and pgstack:accountId is 210987654321; use a key of the same account",
    ],
  ],
  [{ region: "" }, ["  pgstack:region  has no value; use a region such as us-east-1, or remove the key"]],
  [
    { availabilityZones: "[]" },
    [
      "  pgstack:availabilityZones: []",
      "      a group of subnets has two zones or more; write another one, such as us-east-1a",
    ],
  ],
];
