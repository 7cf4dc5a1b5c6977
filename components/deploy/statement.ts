/** A statement of an IAM policy, as IAM takes it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What names the stack's resources in ARNs. */
export interface DeployScope {
  /** What the names of all resources begin with: the server's identifier. */
  readonly identifier: string;
  /** What names begin with where the server's identifier is not in them: of keys' aliases, and of what Pulumi names itself. */
  readonly prefixes: readonly string[];
  readonly accountId: string;
  readonly region: string;
  readonly copyRegion: string;
  /** Value of the tag Application: what has no name in its ARN, such as keys and networks, is told by it. */
  readonly application: string;
  /** The network that is there already; absent where the stack makes one. */
  readonly vpcId?: string;
  /** Bucket of Pulumi's state; absent with Pulumi Cloud. */
  readonly stateBucket?: string;
  /** Key of the stack's secrets in the state; absent with Pulumi Cloud's own. */
  readonly stateKeyArn?: string;
}

/** A policy document in JSON, without a space: IAM counts 6,144 characters a policy. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** ARNs of resources with the stack's names, in the home region and in that of the copies. */
export function inBothRegions(
  { region, copyRegion, accountId }: DeployScope,
  service: string,
  ...resources: readonly string[]
): string[] {
  return [...new Set([region, copyRegion])].flatMap((where) =>
    resources.map((resource) => `arn:aws:${service}:${where}:${accountId}:${resource}`),
  );
}

/** Of a request: what it makes gets the stack's tag. */
export function makesTagged({ application }: DeployScope): NonNullable<Statement["Condition"]> {
  return { StringEquals: { "aws:RequestTag/Application": application } };
}

/** Of a resource: it has the stack's tag. */
export function isTagged({ application }: DeployScope): NonNullable<Statement["Condition"]> {
  return { StringEquals: { "aws:ResourceTag/Application": application } };
}
