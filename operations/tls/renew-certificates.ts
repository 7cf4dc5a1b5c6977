import { createPrivateKey, type KeyObject, type X509Certificate } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import {
  certificateFile,
  drafts,
  keyFile,
  makeFolder,
  readCertificates,
  writePem,
} from "./certificate-files.ts";
import { authorityName, type CertificatePlan, leafNames, serverName } from "./certificate-plan.ts";
import type { Authority } from "./inspect-authority.ts";
import { inspectCertificates } from "./inspect-certificates.ts";

/** What decides over a renewal, beside the files. */
export interface RenewalOptions {
  /** When the certificates are judged and begin. */
  readonly now: Date;
  /** Renew every certificate but the authority's, whatever there is. */
  readonly all: boolean;
}

/**
 * Makes what is missing, does not fit or ends soon, and leaves the rest as it is. Cut short, it goes on with the next
 * call: a key is written before its certificate, and the two are used only when they belong together.
 *
 * An authority that ends is given another certificate for the same key: clients that know only the old one go on
 * trusting the server until the old one ends. One whose key is gone is replaced, and such clients then refuse the server
 * until they have the new `ca.crt`. In both cases the old one stays in `ca.crt`, behind the new, until it ends: who has
 * the new file also trusts a server, or a client, that still has an old certificate.
 */
export async function renewCertificates(plan: CertificatePlan, { now, all }: RenewalOptions): Promise<void> {
  const { folder } = plan;
  makeFolder(folder);
  for (const draft of drafts(folder)) rmSync(draft);
  const { authority, renew, open } = inspectCertificates(plan, now);
  const key = await writeAuthority(folder, authority, now);
  const names = all ? leafNames(plan) : renew;
  if (names.length > 0) {
    const { issueCertificate } = await import("./issue-certificate.ts");
    const [current] = readCertificates(folder, authorityName) as [X509Certificate];
    for (const name of names) {
      const holder =
        name === serverName ? { hosts: plan.hosts } : { commonName: plan.clients[name] as string };
      const made = await issueCertificate(holder, current, key, now);
      writePem(keyFile(folder, name), made.key);
      writePem(certificateFile(folder, name), made.certificate);
    }
  }
  for (const name of open) chmodSync(keyFile(folder, name), 0o600);
}

/** Brings the authority's files up to date, and gives its key. */
async function writeAuthority(
  folder: string,
  { action, defect, trusted, key }: Authority,
  now: Date,
): Promise<KeyObject> {
  const file = certificateFile(folder, authorityName);
  const older = trusted.map((certificate) => certificate.toString().trim());
  if (action === "keep" && key !== undefined) {
    if (defect !== undefined) writePem(file, bundle(older));
    return key;
  }
  const { issueAuthority } = await import("./issue-certificate.ts");
  const made = await issueAuthority(now, key);
  if (key === undefined) writePem(keyFile(folder, authorityName), made.key);
  writePem(file, bundle([made.certificate.trim(), ...older]));
  return key ?? createPrivateKey(made.key);
}

function bundle(certificates: readonly string[]): string {
  return `${[...new Set(certificates)].join("\n")}\n`;
}
