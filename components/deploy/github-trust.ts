/** Host of GitHub's tokens, and so the name of the provider in IAM. */
export const githubIssuer = "token.actions.githubusercontent.com";

/**
 * Who may take a role: jobs of one repository, with a token made for AWS, in one circumstance. Nothing is matched by a
 * pattern: `repo:owner/name:*` would let every branch in.
 *
 * @param subject `pull_request`, `ref:refs/heads/main` or `environment:production` (GitHub Docs, "OpenID Connect reference",
 * 2026-11)
 */
export function githubTrust(providerArn: string, repository: string, subject: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Workflows",
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: providerArn },
        Condition: {
          StringEquals: {
            [`${githubIssuer}:aud`]: "sts.amazonaws.com",
            [`${githubIssuer}:sub`]: `repo:${repository}:${subject}`,
          },
        },
      },
    ],
  });
}
