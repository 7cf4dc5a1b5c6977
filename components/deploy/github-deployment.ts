import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Policy } from "@pulumi/aws/iam/policy.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";
import { githubIssuer, githubTrust } from "./github-trust.ts";
import { type DeployScope, policyDocument, type Statement } from "./statement.ts";
import { databaseStatements } from "./statements/database.ts";
import { keyStatements } from "./statements/keys.ts";
import { networkStatements } from "./statements/network.ts";
import { policyStatements } from "./statements/policies.ts";
import { readStatements, secretStatements } from "./statements/read.ts";
import { roleStatements } from "./statements/roles.ts";
import { stateStatements } from "./statements/state.ts";
import { storageStatements } from "./statements/storage.ts";
import { watchStatements } from "./statements/watch.ts";

export interface GithubDeploymentArgs {
  /** Repository whose workflows may preview and deploy, `owner/name`. */
  repository: string;
  /** Branch that is deployed and compared with what is there. @default "main" */
  branch?: string;
  /** GitHub environment that a deployment is approved in. @default "production" */
  environment?: string;
  /** ARN of the account's provider for GitHub's tokens: an account has one at most. @default one that is made */
  providerArn?: string | undefined;
  /** What names of the stack's resources begin with: the server's identifier. */
  identifier: string;
  /**
   * What other names begin with: logical names of components whose resources Pulumi names itself. Those of the keys' aliases,
   * Application and Environment, are known. @default none
   */
  namePrefixes?: readonly string[];
  accountId: Input<string>;
  region: string;
  /** Region of the copies. */
  copyRegion: string;
  /** Network that is there already. @default one that the stack makes */
  vpcId?: string | undefined;
  /** Bucket of Pulumi's state. @default none: Pulumi Cloud */
  stateBucket?: string | undefined;
  /** KMS key of the state's secrets. @default none: Pulumi Cloud's own */
  stateKeyArn?: Input<string> | undefined;
  /** Policy that bounds what the roles may ever do, an ARN. @default none */
  permissionsBoundary?: Input<string> | undefined;
  /** `Application` among them: it tells the stack's keys and networks from others. */
  tags: Record<string, string>;
}

/** Of a role's session, in seconds: a preview takes minutes, a change of a Multi-AZ instance up to hours. */
const hour = 3600;

/**
 * Who GitHub's workflows are in AWS, without a key that could leak: three roles, each for jobs of one repository in one
 * circumstance. `preview`, for pull requests, reads descriptions; `drift`, for the branch, also reads what a refresh compares;
 * `deploy`, for jobs of an approved environment, changes what has the stack's names or tags. Costs nothing.
 */
export class GithubDeployment extends ComponentResource {
  readonly previewRoleArn: Output<string>;
  readonly driftRoleArn: Output<string>;
  readonly deployRoleArn: Output<string>;

  /** @throws UserError for a repository that is not `owner/name`, and for tags without Application */
  constructor(name: string, args: GithubDeploymentArgs, opts?: ComponentResourceOptions) {
    check(args);
    super("pgstack:index:GithubDeployment", name, {}, opts);
    const { branch = "main", environment = "production", repository, tags } = args;
    const scope = scopeOf(args);
    const providerArn = this.provider(name, args);
    const role = (
      kind: "preview" | "drift" | "deploy",
      subject: string,
      hours: number,
      policies: Readonly<Record<string, (scope: DeployScope) => Statement[]>>,
    ): Output<string> => {
      const made = new Role(
        `${name}-${kind}`,
        {
          name: `${args.identifier}-github-${kind}`,
          description: `${roleWords[kind]} of ${repository}`,
          assumeRolePolicy: output(providerArn).apply((arn) => githubTrust(arn, repository, subject)),
          maxSessionDuration: hours * hour,
          ...(args.permissionsBoundary !== undefined && { permissionsBoundary: args.permissionsBoundary }),
          tags: { ...tags, Role: `github ${kind}`, Name: `${args.identifier}-github-${kind}` },
        },
        { parent: this },
      );
      for (const [part, statements] of Object.entries(policies)) {
        const policyName = `${args.identifier}-github-${kind}-${part}`;
        const policy = new Policy(
          `${name}-${kind}-${part}`,
          {
            name: policyName,
            description: `What ${roleWords[kind].toLowerCase()} of ${repository} may do: ${part}`,
            policy: scope.apply((known) => policyDocument(statements(known))),
            tags: { ...tags, Role: `github ${kind} policy`, Name: policyName },
          },
          { parent: this },
        );
        new RolePolicyAttachment(
          `${name}-${kind}-${part}-attachment`,
          { role: made.name, policyArn: policy.arn },
          { parent: this },
        );
      }
      return made.arn;
    };
    this.previewRoleArn = role("preview", "pull_request", 1, {
      read: (known) => [...readStatements(known), ...stateStatements(known, "read")],
    });
    this.driftRoleArn = role("drift", `ref:refs/heads/${branch}`, 1, {
      read: (known) => [
        ...readStatements(known),
        ...secretStatements(known),
        ...stateStatements(known, "read"),
      ],
    });
    this.deployRoleArn = role("deploy", `environment:${environment}`, 6, {
      read: (known) => [...readStatements(known), ...stateStatements(known, "write")],
      database: databaseStatements,
      network: networkStatements,
      keys: keyStatements,
      roles: roleStatements,
      policies: policyStatements,
      watch: watchStatements,
      storage: storageStatements,
    });
    this.registerOutputs({
      previewRoleArn: this.previewRoleArn,
      driftRoleArn: this.driftRoleArn,
      deployRoleArn: this.deployRoleArn,
    });
  }

  /** The account's provider, where it has none yet. GitHub's certificates are among those that AWS trusts by itself. */
  private provider(name: string, { providerArn, tags }: GithubDeploymentArgs): Input<string> {
    if (providerArn !== undefined) return providerArn;
    return new OpenIdConnectProvider(
      name,
      {
        url: `https://${githubIssuer}`,
        clientIdLists: ["sts.amazonaws.com"],
        tags: { ...tags, Role: "github tokens", Name: githubIssuer },
      },
      // Other stacks' roles may trust it, too.
      { parent: this, retainOnDelete: true },
    ).arn;
  }
}

const roleWords = {
  preview: "Previews in pull requests",
  drift: "Plans and comparisons of the branch",
  deploy: "Approved deployments",
} as const;

function scopeOf(args: GithubDeploymentArgs): Output<DeployScope> {
  const { identifier, region, copyRegion, vpcId, stateBucket, tags } = args;
  const { Application: application = "", Environment: environment } = tags;
  const ofKeys = [application, environment].filter(Boolean).join("-");
  const prefixes = [...new Set([identifier, ofKeys, ...(args.namePrefixes ?? []).map((name) => `${name}-`)])];
  return all([args.accountId, args.stateKeyArn]).apply(([accountId, stateKeyArn]) => ({
    identifier,
    prefixes,
    accountId,
    region,
    copyRegion,
    application,
    ...(vpcId !== undefined && { vpcId }),
    ...(stateBucket !== undefined && { stateBucket }),
    ...(stateKeyArn !== undefined && { stateKeyArn }),
  }));
}

/** Before anything is registered: a pattern in place of a name would let others in. */
function check({ repository, tags }: GithubDeploymentArgs): void {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new UserError(`${repository} is not the name of a repository`, {
      where: "pgstack:githubRepository",
      mend: "Write owner/name, as in the address of its page.",
    });
  if (tags.Application === undefined)
    throw new UserError("has no tag Application", { where: "GithubDeployment" });
}
