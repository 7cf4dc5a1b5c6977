import { UserError } from "../../errors/user-error.ts";

export interface ForwardTarget {
  readonly region: string;
  readonly instanceId: string;
  /** Host name of the database, as the bastion resolves it. */
  readonly host: string;
  readonly port: number;
  /** TCP port on the machine that the command runs on. */
  readonly localPort: number;
}

/**
 * The command line that forwards a local port to the database by Session Manager: it needs AWS's CLI with the Session Manager
 * plug-in, and the right `ssm:StartSession` on the instance and on that document.
 *
 * @throws UserError for a host that is no name: it stands within quotes of the shell
 */
export function forwardCommand({ region, instanceId, host, port, localPort }: ForwardTarget): string {
  if (!/^[A-Za-z0-9.-]+$/.test(host)) throw new UserError(`${JSON.stringify(host)} is no host name`);
  const parameters = JSON.stringify({
    host: [host],
    portNumber: [String(port)],
    localPortNumber: [String(localPort)],
  });
  return [
    "aws ssm start-session",
    `--region ${region}`,
    `--target ${instanceId}`,
    "--document-name AWS-StartPortForwardingSessionToRemoteHost",
    `--parameters '${parameters}'`,
  ].join(" ");
}
