import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretPolicy } from "@pulumi/aws/secretsmanager/secretPolicy.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
  secret as secretOutput,
} from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { secretPolicy } from "./secret-policy.ts";

export interface AdminSecretArgs {
  /** Name of the instance or cluster: the secret's name begins with it. A change replaces the secret. */
  identifier: string;
  /** The server's administrator. A change is ignored once the secret is there: its rotation owns what it holds. */
  adminUser: string;
  /** Database that is declared on the server; kept with the password for people and tools, once it is there. Ignored like `adminUser`. */
  database: string;
  /** KMS key that the secret is encrypted with. A change encrypts what is written from then on. */
  keyArn: Input<string>;
  /** Account whose principals alone may use the secret. @default the one that the secret is in, known once it is there */
  accountId?: Input<string>;
  tags: Record<string, string>;
}

/**
 * Days in which a deleted secret can be had back, the longest that there are (AWS Secrets Manager User Guide, "Delete a secret",
 * read 2026-11). It costs nothing meanwhile, and its name stays taken.
 */
const recoveryWindowInDays = 30;

/**
 * The administrator's password in AWS Secrets Manager. Costs $0.40 a month.
 *
 * The first password is generated, and is what the server is made with. From then on the secret belongs to its rotation: what
 * is in it is no input of anything, so that another password is no change.
 *
 * Secrets Manager may forget a version without a label once there are more than 100 ("Secret versions", read 2026-11). A refresh
 * that finds the first one gone makes it again, as the current one: whoever connects by reference then takes the one before it,
 * which is the server's, and so does the next rotation, which mends it.
 */
export class AdminSecret extends ComponentResource {
  /** Known once there is a password in it. */
  readonly arn: Output<string>;
  /** The first password, a secret: for making the server. */
  readonly password: Output<string>;

  constructor(name: string, args: AdminSecretArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:AdminSecret", name, {}, opts);
    const { identifier, adminUser, database, keyArn, tags } = args;
    const own = { parent: this };
    const secret = new Secret(
      name,
      {
        // A prefix: the name of a deleted secret stays taken for as long as it can be had back.
        namePrefix: `${identifier}-admin-`,
        description: `Administrator of PostgreSQL server ${identifier}`,
        kmsKeyId: keyArn,
        recoveryWindowInDays,
        tags: { ...tags, Role: "admin-password", Name: `${identifier}-admin` },
      },
      own,
    );
    new SecretPolicy(
      `${name}-policy`,
      {
        secretArn: secret.arn,
        policy: jsonStringify(secretPolicy(args.accountId ?? secret.arn.apply(accountOf))),
        blockPublicPolicy: true,
      },
      own,
    );
    // Letters and digits: RDS refuses some of the other characters, and some tools want others escaped.
    const generated = new RandomPassword(`${name}-password`, { length: 40, special: false }, own);
    const first = new SecretVersion(
      `${name}-first`,
      {
        secretId: secret.id,
        secretString: secretOutput(
          jsonStringify({
            engine: "postgres",
            username: adminUser,
            password: generated.result,
            dbname: database,
            dbInstanceIdentifier: identifier,
          }),
        ),
      },
      { ...own, ignoreChanges: ["secretString"] },
    );
    this.arn = all([secret.arn, first.versionId]).apply(([arn]) => arn);
    this.password = secretOutput(generated.result);
    this.registerOutputs({ arn: this.arn });
  }
}

/** `arn:aws:secretsmanager:<region>:<account>:secret:<name>` */
function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
