// tsyringe, which @peculiar/x509 is built with, asks for it before it loads.
import "reflect-metadata";
import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type webcrypto,
  type X509Certificate,
} from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import { usages } from "./inspect-leaf.ts";
import { lifetimes } from "./lifetimes.ts";

const ecdsa = { name: "ECDSA", namedCurve: "P-256" } as const;
const signing = { name: "ECDSA", hash: "SHA-256" } as const;

/** A certificate and its key, for files. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate is for. */
export type Holder = { readonly hosts: readonly string[] } | { readonly commonName: string };

/** An authority: one of its own key, or another certificate for the key it has, under the same name. */
export async function issueAuthority(now: Date, key?: KeyObject): Promise<Issued> {
  const pair = key === undefined ? await newPair() : await pairOf(key);
  const keyId = await x509.SubjectKeyIdentifierExtension.create(pair.publicKey);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Named after its key: two authorities of one bundle are never mistaken for each other.
    name: [{ CN: [`pgstack authority ${keyId.keyId.slice(0, 16)}`] }],
    keys: pair,
    signingAlgorithm: signing,
    notBefore: new Date(now.getTime() - lifetimes.skew),
    notAfter: new Date(now.getTime() + lifetimes.authority),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      keyId,
      await x509.AuthorityKeyIdentifierExtension.create(pair.publicKey),
    ],
  });
  return issued(certificate, pair);
}

/** A certificate of the authority's, with a key of its own; it ends with the authority at the latest. */
export async function issueCertificate(
  holder: Holder,
  authority: X509Certificate,
  authorityKey: KeyObject,
  now: Date,
): Promise<Issued> {
  const pair = await newPair();
  const issuer = new x509.X509Certificate(authority.raw);
  const { privateKey } = await pairOf(authorityKey);
  const isServer = "hosts" in holder;
  const end = Math.min(now.getTime() + lifetimes.leaf, authority.validToDate.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [isServer ? serverCommonName(holder.hosts) : holder.commonName] }],
    issuer: issuer.subjectName.toJSON(),
    publicKey: pair.publicKey,
    signingKey: privateKey,
    signingAlgorithm: signing,
    notBefore: new Date(now.getTime() - lifetimes.skew),
    notAfter: new Date(end),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([isServer ? usages.server : usages.client]),
      ...(isServer ? [new x509.SubjectAlternativeNameExtension(holder.hosts.map(alternativeName))] : []),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return issued(certificate, pair);
}

/** A common name has 64 characters at most (RFC 5280, ub-common-name); clients look at the alternative names. */
function serverCommonName(hosts: readonly string[]): string {
  const short = hosts.filter((host) => host.length <= 64);
  return short.find((host) => isIP(host) === 0) ?? short[0] ?? "server";
}

function alternativeName(host: string): { type: "ip" | "dns"; value: string } {
  return { type: isIP(host) === 0 ? "dns" : "ip", value: host };
}

async function newPair(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
}

async function pairOf(key: KeyObject): Promise<webcrypto.CryptoKeyPair> {
  const own = key.export({ type: "pkcs8", format: "der" });
  const open = createPublicKey(key).export({ type: "spki", format: "der" });
  return {
    privateKey: await crypto.subtle.importKey("pkcs8", own, ecdsa, true, ["sign"]),
    publicKey: await crypto.subtle.importKey("spki", open, ecdsa, true, ["verify"]),
  };
}

async function issued(
  certificate: x509.X509Certificate,
  { privateKey }: webcrypto.CryptoKeyPair,
): Promise<Issued> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey));
  const key = createPrivateKey({ key: der, type: "pkcs8", format: "der" });
  return {
    certificate: `${certificate.toString("pem").trim()}\n`,
    key: key.export({ type: "pkcs8", format: "pem" }) as string,
  };
}
