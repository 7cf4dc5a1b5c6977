import { Policy } from "@pulumi/aws/iam/policy.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  jsonStringify,
  type Output,
} from "@pulumi/pulumi";
import { UserError } from "../../errors/user-error.ts";

export interface IamAccessArgs {
  /** Of the server: the policies are `<identifier>-<server>-<role>`. A change replaces them. */
  identifier: string;
  region: string;
  accountId: Input<string>;
  /** Never by IAM: whoever has its token has the server. */
  adminUser: string;
  /** Database roles that log in by IAM. */
  roles: readonly string[];
  /** The server, its replicas and, where there is one, its proxy: each by the id that RDS gave it (`db-…`, `cluster-…`, `prx-…`). */
  servers: readonly { readonly name: string; readonly resourceId: Input<string> }[];
  tags: Record<string, string>;
}

/**
 * A policy for each database role on each server, to attach to who may be that role there: `rds-db:connect` on one resource,
 * without a wildcard (RDS user guide, "Creating and using an IAM policy for IAM database access", 2026-11).
 *
 * @throws UserError for the administrator, RDS's own users, and a name with a wildcard
 */
export class IamAccess extends ComponentResource {
  /** ARNs, by server, then by role. */
  readonly policyArns: Readonly<Record<string, Readonly<Record<string, Output<string>>>>>;

  constructor(name: string, args: IamAccessArgs, opts?: ComponentResourceOptions) {
    const { identifier, region, accountId, adminUser, roles, servers, tags } = args;
    for (const role of roles) checkRole(role, adminUser);
    super("pgstack:index:IamAccess", name, {}, opts);
    const policyOf = (role: string, server: IamAccessArgs["servers"][number]) =>
      new Policy(
        `${name}-${server.name}-${role}`,
        {
          name: `${identifier}-${server.name}-${role}`,
          description: `Log in to ${server.name} of ${identifier} as ${role}`,
          policy: jsonStringify({
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "rds-db:connect",
                Resource: interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${server.resourceId}/${role}`,
              },
            ],
          }),
          tags: { ...tags, Role: "database login" },
        },
        { parent: this },
      ).arn;
    this.policyArns = Object.fromEntries(
      servers.map((server) => [
        server.name,
        Object.fromEntries(roles.map((role) => [role, policyOf(role, server)])),
      ]),
    );
    this.registerOutputs({ policyArns: this.policyArns });
  }
}

/** Users that RDS logs in as itself. */
const rdsOwn = ["rdsadmin", "rdsrepladmin", "rdsproxyadmin", "rdstopmgr"];

function checkRole(role: string, adminUser: string): void {
  const where = `database role ${role}`;
  if (role === adminUser)
    throw new UserError("the administrator never logs in by IAM", {
      where,
      mend: "Let it keep its password, which is rotated, and name a role with the rights that are needed.",
    });
  if (rdsOwn.includes(role))
    throw new UserError("that is a user of RDS's own", { where, mend: "Name a role of the model." });
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role))
    throw new UserError("a policy would not name this role alone", {
      where,
      mend: "Name a role of lower-case letters, digits and underscores, without a wildcard.",
    });
}
