import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lifetimes } from "../../../operations/tls/lifetimes.ts";
import { start, TestCertificates } from "./certificates-of-test.ts";

let made: TestCertificates;
beforeAll(async () => {
  made = new TestCertificates();
  await made.renew();
});
afterAll(() => made[Symbol.dispose]());

const hasOpenssl = (() => {
  try {
    return execFileSync("openssl", ["version"]).length > 0;
  } catch {
    return false;
  }
})();
const openssl = (...words: string[]) => execFileSync("openssl", words, { encoding: "utf8", stdio: "pipe" });
const verify = (name: string, ...options: string[]) =>
  openssl(
    ...["verify", "-x509_strict", "-attime", String(start.getTime() / 1000), "-CAfile", made.file("ca.crt")],
    ...[...options, made.file(`${name}.crt`)],
  );
/** An extension's text, without the name above it. */
const extension = (name: string, which: string) =>
  openssl("x509", "-in", made.file(`${name}.crt`), "-noout", "-ext", which)
    .trim()
    .split("\n");

describe("certificates as Node reads them", () => {
  it("are a server's for every host, and for no other", () => {
    const server = made.first("server");
    expect(server.subject).toBe("CN=localhost");
    expect(server.subjectAltName).toBe(
      "IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:localhost, DNS:pgstack-dev",
    );
    expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect([server.checkIP("127.0.0.2"), server.checkHost("elsewhere")]).toEqual([undefined, undefined]);
  });

  it("are clients' of one common name each", () => {
    expect([made.first("replicator").subject, made.first("pgbouncer").subject]).toEqual([
      "CN=rdsrepladmin",
      "CN=pgbouncer",
    ]);
    expect(made.first("replicator").keyUsage).toEqual(["1.3.6.1.5.5.7.3.2"]);
    expect(made.first("replicator").subjectAltName).toBeUndefined();
  });

  it.each(["server", "replicator", "pgbouncer"])("%s is the authority's, and has its own key", (name) => {
    const [certificate, authority] = [made.first(name), made.first("ca")];
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.checkIssued(authority)).toBe(true);
    const key = createPrivateKey(made.text(`${name}.key`));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(key.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
    expect([certificate.ca, authority.ca]).toEqual([false, true]);
  });

  it("begin five minutes earlier, and last 397 days, the authority's 10 years", () => {
    const times = (name: string) => {
      const { validFromDate, validToDate } = made.first(name);
      return [validFromDate.getTime() - start.getTime(), validToDate.getTime() - start.getTime()];
    };
    const days = (number: number) => number * 24 * 60 * 60 * 1000;
    expect(times("server")).toEqual([-300_000, days(397)]);
    expect(times("pgbouncer")).toEqual([-300_000, days(397)]);
    expect(times("ca")).toEqual([-300_000, days(3653)]);
    expect(lifetimes.skew).toBe(300_000);
  });

  it("have serial numbers of their own", () => {
    const numbers = ["ca", "server", "replicator", "pgbouncer"].map((name) => made.first(name).serialNumber);
    expect(new Set(numbers).size).toBe(4);
  });
});

describe.skipIf(!hasOpenssl)("certificates as openssl reads them", () => {
  it.each([
    ["server", ["-purpose", "sslserver", "-verify_ip", "127.0.0.1"]],
    ["server", ["-purpose", "sslserver", "-verify_ip", "::1"]],
    ["server", ["-purpose", "sslserver", "-verify_hostname", "pgstack-dev"]],
    ["replicator", ["-purpose", "sslclient"]],
    ["pgbouncer", ["-purpose", "sslclient"]],
    ["ca", []],
  ])("%s holds with %s", (name, options) => {
    expect(verify(name, ...options)).toBe(`${made.file(`${name}.crt`)}: OK\n`);
  });

  it.each([
    ["server", ["-purpose", "sslclient"], "unsuitable certificate purpose"],
    ["replicator", ["-purpose", "sslserver"], "unsuitable certificate purpose"],
    ["server", ["-verify_ip", "10.0.0.1"], "IP address mismatch"],
  ])("%s does not hold with %s", (name, options, reason) => {
    expect(() => verify(name, ...options)).toThrow(reason);
  });

  it("have the extensions of RFC 5280", () => {
    expect(extension("ca", "basicConstraints")).toEqual([
      "X509v3 Basic Constraints: critical",
      "    CA:TRUE, pathlen:0",
    ]);
    expect(extension("ca", "keyUsage")[1]?.trim()).toBe("Certificate Sign, CRL Sign");
    expect(extension("server", "basicConstraints")[1]?.trim()).toBe("CA:FALSE");
    expect(extension("server", "keyUsage")[1]?.trim()).toBe("Digital Signature");
    expect(extension("server", "extendedKeyUsage")[1]?.trim()).toBe("TLS Web Server Authentication");
    const authority = extension("ca", "subjectKeyIdentifier")[1];
    expect(extension("server", "authorityKeyIdentifier")[1]).toBe(authority);
    expect(extension("replicator", "authorityKeyIdentifier")[1]).toBe(authority);
    expect(extension("server", "subjectKeyIdentifier")[1]).not.toBe(authority);
  });
});
