import type { X509Certificate } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { canonicalHost } from "./canonical-host.ts";
import { readCertificates, readKey } from "./certificate-files.ts";
import { type CertificatePlan, serverName } from "./certificate-plan.ts";
import { attempt, day } from "./inspect-authority.ts";
import { lifetimes } from "./lifetimes.ts";

/** Extended key usages, by their object identifiers (RFC 5280, 4.2.1.12). */
export const usages = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" } as const;

/** What is wrong with the certificate or the key of the server or of a client, in words; `undefined` when nothing is. */
export function inspectLeaf(
  plan: CertificatePlan,
  name: string,
  authority: X509Certificate,
  now: Date,
): string | undefined {
  const file = `${name}.crt`;
  const read = attempt(() => readCertificates(plan.folder, name)[0] as X509Certificate);
  if ("problem" in read) return `${file} ${read.problem}`;
  const key = attempt(() => readKey(plan.folder, name));
  if ("problem" in key) return `${name}.key ${key.problem}`;
  if (!read.checkPrivateKey(key)) return `${name}.key does not belong to ${file}`;
  if (!read.checkIssued(authority) || !read.verify(authority.publicKey))
    return `${file} is not of the authority in ca.crt`;
  const differs = name === serverName ? otherServer(read, plan.hosts) : otherClient(read, plan.clients[name]);
  if (differs !== undefined) return `${file} ${differs}`;
  if (read.validFromDate > now) return `${file} is not valid yet`;
  if (read.validToDate.getTime() - now.getTime() < lifetimes.leafLeft)
    return `${file} ends ${day(read.validToDate)}`;
  return undefined;
}

function otherServer(certificate: X509Certificate, hosts: readonly string[]): string | undefined {
  const has = (certificate.subjectAltName ?? "")
    .split(", ")
    .map((name) => canonicalHost(name.replace(/^(DNS|IP Address):/, "")));
  if (!isDeepStrictEqual(new Set(has), new Set(hosts))) return `is for ${has.join(", ")}`;
  return isDeepStrictEqual(certificate.keyUsage, [usages.server]) ? undefined : "is no server's";
}

function otherClient(certificate: X509Certificate, commonName: string | undefined): string | undefined {
  if (certificate.subject !== `CN=${commonName}`) return `is for ${certificate.subject.replace(/^CN=/, "")}`;
  return isDeepStrictEqual(certificate.keyUsage, [usages.client]) ? undefined : "is no client's";
}
