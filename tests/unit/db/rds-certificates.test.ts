import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { rdsCaFile } from "../../../db/rds-ca-file.ts";
import { rdsCertificates } from "../../../db/rds-certificates.ts";

const certificates = (
  rdsCertificates().match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs) ?? []
).map((text) => new X509Certificate(text));
const commonName = ({ subject }: X509Certificate) => /^CN=(.*)$/m.exec(subject)?.[1] ?? "";

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), "rds-ca-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return root;
}

describe("RDS's certificates", () => {
  const authorities = ["us-east-1", "us-west-2"].flatMap((region) =>
    ["RSA2048", "RSA4096", "ECC384"].map((key) => `Amazon RDS ${region} Root CA ${key} G1`),
  );

  it.each([...authorities, "Amazon Root CA 1"])("have %s, which signs, and is not about to end", (name) => {
    const found = certificates.filter((certificate) => commonName(certificate) === name);
    expect(found).toHaveLength(1);
    const [certificate] = found as [X509Certificate];
    expect(certificate.ca).toBe(true);
    const inAYear = Date.now() + 365 * 24 * 60 * 60 * 1000;
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(inAYear);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });

  it("have all three of each region", () => {
    const regions = Object.groupBy(
      certificates.map(commonName).filter((name) => name.startsWith("Amazon RDS")),
      (name) => name.split(" ")[2] ?? "",
    );
    expect(Object.keys(regions).length).toBeGreaterThan(25);
    for (const names of Object.values(regions))
      expect(names?.map((name) => name.split(" ")[5]).sort()).toEqual(["ECC384", "RSA2048", "RSA4096"]);
  });

  it("have none that has ended, and none of AWS's trials", () => {
    expect(certificates.filter(({ validTo }) => new Date(validTo).getTime() < Date.now())).toEqual([]);
    expect(certificates.map(commonName).filter((name) => /Beta|Preview|2019/.test(name))).toEqual([]);
  });

  it("are taken by TLS as they are", () => {
    expect(() => createSecureContext({ ca: rdsCertificates() })).not.toThrow();
  });
});

describe("rdsCaFile", () => {
  it("writes the file for whoever asks for its path, and again when it is not what it was", () => {
    const root = newRoot();
    expect(rdsCaFile("prod", root)).toBe(".pgstack/stacks/prod/tls/ca.crt");
    const file = join(root, ".pgstack/stacks/prod/tls/ca.crt");
    expect(readFileSync(file, "utf8")).toBe(rdsCertificates());
    const { mtimeMs } = statSync(file);
    rdsCaFile("prod", root);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    writeFileSync(file, "cut short");
    rdsCaFile("prod", root);
    expect(readFileSync(file, "utf8")).toBe(rdsCertificates());
  });
});
