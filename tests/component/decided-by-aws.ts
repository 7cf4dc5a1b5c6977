import type { Decided } from "./mocks.ts";

/** Account of the tests, one of those that AWS's examples have. */
export const account = "123456789012";

/** What AWS decides of the resources that the tests of production declare. */
export const decidedByAws: Decided = {
  "aws:iam/role:Role": ({ name }) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
  "aws:iam/policy:Policy": ({ name }) => ({ arn: `arn:aws:iam::${account}:policy/${name}` }),
  "aws:rds/cluster:Cluster": ({ clusterIdentifier }) => ({
    arn: `arn:aws:rds:us-east-1:${account}:cluster:${clusterIdentifier}`,
    endpoint: `${clusterIdentifier}.cluster-0f.us-east-1.rds.amazonaws.com`,
    readerEndpoint: `${clusterIdentifier}.cluster-ro-0f.us-east-1.rds.amazonaws.com`,
    clusterResourceId: "cluster-0F",
  }),
  "aws:rds/clusterInstance:ClusterInstance": ({ identifier }) => ({
    arn: `arn:aws:rds:us-east-1:${account}:db:${identifier}`,
    dbiResourceId: `db-${identifier}`,
  }),
  "aws:rds/proxy:Proxy": ({ name }) => ({
    arn: `arn:aws:rds:us-east-1:${account}:db-proxy:prx-0f`,
    endpoint: `${name}.proxy-0f.us-east-1.rds.amazonaws.com`,
  }),
  "aws:rds/proxyEndpoint:ProxyEndpoint": ({ dbProxyEndpointName }) => ({
    endpoint: `${dbProxyEndpointName}.endpoint.proxy-0f.us-east-1.rds.amazonaws.com`,
  }),
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": () => ({ name: "default" }),
  "aws:backup/vault:Vault": ({ name }) => ({
    arn: `arn:aws:backup:us-east-1:${account}:backup-vault:${name}`,
  }),
  "aws:s3/bucket:Bucket": ({ bucket }) => ({ arn: `arn:aws:s3:::${bucket}` }),
  "random:index/randomId:RandomId": ({ prefix }) => ({ hex: `${prefix}0f0f0f0f` }),
};
