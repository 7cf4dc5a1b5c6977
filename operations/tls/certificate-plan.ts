/** Which certificates a folder is to hold. */
export interface CertificatePlan {
  /** Absolute. */
  readonly folder: string;
  /** Names and addresses of the server's certificate, as `canonicalHost` writes them. */
  readonly hosts: readonly string[];
  /** Clients that log in by certificate: name of the files -> common name. */
  readonly clients: Readonly<Record<string, string>>;
}

/** Names of the files of every certificate but the authority's, the server's first. */
export function leafNames({ clients }: Pick<CertificatePlan, "clients">): string[] {
  return [serverName, ...Object.keys(clients).sort()];
}

/** Name of the authority's files. */
export const authorityName = "ca";
/** Name of the server's files. */
export const serverName = "server";
