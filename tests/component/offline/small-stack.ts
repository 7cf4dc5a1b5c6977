import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Provider } from "@pulumi/aws/provider.js";
import { Instance } from "@pulumi/aws/rds/instance.js";
import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import { ComponentResource, type ComponentResourceOptions, jsonStringify, secret } from "@pulumi/pulumi";

/** What no plan may show. */
export const smallPassword = "Small0Password";

/** A server with what stands around it: most of what a plan has to bring along in few resources. */
export async function smallStack(): Promise<Record<string, unknown>> {
  const home = new Provider("home", { region: "us-east-1" });
  const server = new SmallServer("server", { provider: home });
  return { address: server.instance.address, password: secret(smallPassword) };
}

class SmallServer extends ComponentResource {
  readonly instance: Instance;

  constructor(name: string, opts: ComponentResourceOptions) {
    super("test:index:SmallServer", name, {}, opts);
    const inside = { parent: this };
    const tags = { Environment: "test" };
    const key = new Key(name, { description: "Data of the server", enableKeyRotation: true, tags }, inside);
    const group = new SecurityGroup(name, { description: "The server", vpcId: "vpc-1", tags }, inside);
    new SecurityGroupIngressRule(
      `${name}-clients`,
      {
        description: "Clients",
        securityGroupId: group.id,
        cidrIpv4: "10.42.0.0/16",
        fromPort: 5432,
        toPort: 5432,
        ipProtocol: "tcp",
      },
      inside,
    );
    const subnets = new SubnetGroup(name, { subnetIds: ["subnet-1", "subnet-2"], tags }, inside);
    const parameters = new ParameterGroup(
      name,
      {
        name: "small-17",
        family: "postgres17",
        parameters: [
          { name: "log_statement", value: "ddl", applyMethod: "immediate" },
          { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
        ],
        tags,
      },
      inside,
    );
    const logs = new LogGroup(
      name,
      { name: "/aws/rds/instance/small/postgresql", retentionInDays: 30, kmsKeyId: key.arn, tags },
      inside,
    );
    this.instance = new Instance(
      name,
      {
        identifier: "small",
        engine: "postgres",
        engineVersion: "17",
        instanceClass: "db.r7g.large",
        allocatedStorage: 100,
        storageEncrypted: true,
        kmsKeyId: key.arn,
        username: "mcp_admin",
        password: secret(smallPassword),
        parameterGroupName: parameters.name,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        multiAz: true,
        publiclyAccessible: false,
        deletionProtection: true,
        enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
        tags,
      },
      { ...inside, dependsOn: logs, protect: true },
    );
    const exported = new Bucket(`${name}-export`, { bucket: "small-export", tags }, inside);
    new BucketVersioning(
      `${name}-export`,
      { bucket: exported.id, versioningConfiguration: { status: "Enabled" } },
      inside,
    );
    new BucketServerSideEncryptionConfiguration(
      `${name}-export`,
      {
        bucket: exported.id,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
            bucketKeyEnabled: true,
          },
        ],
      },
      inside,
    );
    new BucketPublicAccessBlock(
      `${name}-export`,
      {
        bucket: exported.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      inside,
    );
    new Topic(`${name}-alarms`, { kmsMasterKeyId: key.arn, tags }, inside);
    const credentials = new Secret(`${name}-admin`, { kmsKeyId: key.arn, tags }, inside);
    new SecretVersion(
      `${name}-admin`,
      {
        secretId: credentials.id,
        secretString: jsonStringify({ host: this.instance.address, password: secret(smallPassword) }),
      },
      inside,
    );
    this.registerOutputs({});
  }
}
