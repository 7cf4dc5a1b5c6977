/**
 * Where a password is found, never the password itself: it is read at the moment of connecting, so that a rotation
 * changes nothing that is declared. `file:<path>` is a file with the password alone, mode 0600, relative to the project
 * or absolute; `arn:...` is a secret in AWS Secrets Manager.
 */
export type CredentialReference = `file:${string}` | `arn:${string}`;

/** `disable` is for a server on the loopback interface without TLS; every other server's certificate is verified. */
export type TlsMode = "disable" | "verify-full";

/** Everything a connection needs, with no secret in it. */
export interface ConnectionTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Where the password is found, or how it is asked for. */
  readonly credential: CredentialReference | (() => Promise<string>);
  readonly tls: TlsMode;
  /** File with the certificates to trust, for `verify-full`. @default the system's */
  readonly caFile?: string;
}
