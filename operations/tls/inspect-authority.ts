import type { KeyObject, X509Certificate } from "node:crypto";
import { readCertificates, readKey } from "./certificate-files.ts";
import { authorityName } from "./certificate-plan.ts";
import { lifetimes } from "./lifetimes.ts";

/** The certificate authority as its files have it. */
export interface Authority {
  /** `renew`: another certificate for the same key. `replace`: another key, since this one cannot be used. */
  readonly action: "keep" | "renew" | "replace";
  /** What is wrong, in words. */
  readonly defect: string | undefined;
  /** Certificates of the bundle that hold, the current one first. */
  readonly trusted: readonly X509Certificate[];
  /** Set unless the action is `replace`. */
  readonly key: KeyObject | undefined;
}

/** Looks at `ca.crt`, which is a bundle with the current authority first, and at `ca.key`. */
export function inspectAuthority(folder: string, now: Date): Authority {
  const file = `${authorityName}.crt`;
  const certificates = attempt(() => readCertificates(folder, authorityName));
  if (!Array.isArray(certificates)) return replaced(`${file} ${certificates.problem}`, []);
  const trusted = certificates.filter((certificate) => certificate.ca && certificate.validToDate > now);
  const [current] = certificates as [X509Certificate];
  if (!current.ca || !current.verify(current.publicKey))
    return replaced(`${file} holds no authority`, trusted);
  const key = attempt(() => readKey(folder, authorityName));
  if ("problem" in key) return replaced(`${authorityName}.key ${key.problem}`, trusted);
  if (!current.checkPrivateKey(key) || key.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    return replaced(`${authorityName}.key does not belong to ${file}`, trusted);
  if (current.validFromDate > now)
    return { action: "renew", defect: `${file} is not valid yet`, trusted, key };
  if (current.validToDate.getTime() - now.getTime() < lifetimes.authorityLeft)
    return { action: "renew", defect: `${file} ends ${day(current.validToDate)}`, trusted, key };
  const ended = trusted.length < certificates.length;
  return { action: "keep", defect: ended ? `${file} holds one that has ended` : undefined, trusted, key };
}

/** What reading a file gave, or what is wrong with the file. */
export function attempt<T>(read: () => T): T | { readonly problem: string } {
  try {
    return read();
  } catch (error) {
    return { problem: (error as NodeJS.ErrnoException).code === "ENOENT" ? "is missing" : "cannot be read" };
  }
}

/** The day of a date, for people. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function replaced(defect: string, trusted: readonly X509Certificate[]): Authority {
  return { action: "replace", defect, trusted, key: undefined };
}
