import { createHash } from "node:crypto";
import { readCertificates } from "./certificate-files.ts";
import { authorityName, type CertificatePlan, leafNames } from "./certificate-plan.ts";

/** What others need to know of a folder of certificates; nothing of a key. */
export interface CertificatesDescription {
  /** SHA-256 of all certificates, in hex. */
  readonly fingerprint: string;
  /** When the first certificate in use ends. */
  readonly notAfter: Date;
}

/** Describes certificates that are all there. */
export function describeCertificates(plan: CertificatePlan): CertificatesDescription {
  const files = [authorityName, ...leafNames(plan)].map((name) => readCertificates(plan.folder, name));
  const hash = createHash("sha256");
  for (const certificate of files.flat()) hash.update(certificate.raw);
  // Of the authority's bundle only the first is in use; older ones are trusted until they end.
  const ends = files.map(([first]) => first?.validToDate.getTime() ?? 0);
  return { fingerprint: hash.digest("hex"), notAfter: new Date(Math.min(...ends)) };
}
