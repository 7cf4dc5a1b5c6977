import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** Where a certificate is; the authority's file may hold several. */
export function certificateFile(folder: string, name: string): string {
  return join(folder, `${name}.crt`);
}

/** Where the key of a certificate is. */
export function keyFile(folder: string, name: string): string {
  return join(folder, `${name}.key`);
}

/** Every certificate of a file, in its order; throws when there is none, or one that is cut short. */
export function readCertificates(folder: string, name: string): X509Certificate[] {
  const text = readFileSync(certificateFile(folder, name), "utf8");
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new Error("there is no certificate in it");
  return blocks.map((block) => new X509Certificate(block));
}

export function readKey(folder: string, name: string): KeyObject {
  return createPrivateKey(readFileSync(keyFile(folder, name), "utf8"));
}

/** The folder, for its owner alone. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
}

/** Writes a key, readable by its owner alone, or a certificate; whole or not at all. */
export function writePem(file: string, pem: string): void {
  const mode = file.endsWith(".key") ? 0o600 : 0o644;
  const draft = `${file}.draft-${process.pid}`;
  try {
    writeFileSync(draft, pem, { mode });
    chmodSync(draft, mode);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** What a process that was killed left half written. */
export function drafts(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /\.(crt|key)\.draft-\d+$/.test(file))
    .map((file) => join(folder, file));
}

/** Removes certificates and their keys. */
export function removeCertificates(folder: string, names: readonly string[]): void {
  for (const name of names) {
    rmSync(keyFile(folder, name), { force: true });
    rmSync(certificateFile(folder, name), { force: true });
  }
}
