import { createHash, X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCertificates } from "../../../operations/tls/certificate-files.ts";
import type { CertificatePlan } from "../../../operations/tls/certificate-plan.ts";
import { inspectCertificates } from "../../../operations/tls/inspect-certificates.ts";
import { renewCertificates } from "../../../operations/tls/renew-certificates.ts";

/** When the certificates of tests are made. */
export const start = new Date("2026-03-01T12:00:00Z");

/** A moment so many days after {@link start}. */
export function daysLater(days: number): Date {
  return new Date(start.getTime() + days * 24 * 60 * 60 * 1000);
}

/** A folder of certificates, removed after the test. */
export class TestCertificates implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), "pgstack-tls-"));
  readonly folder = join(this.root, "tls");
  readonly plan: CertificatePlan = {
    folder: this.folder,
    hosts: ["127.0.0.1", "::1", "localhost", "pgstack-dev"],
    clients: { pgbouncer: "pgbouncer", replicator: "rdsrepladmin" },
  };

  file = (name: string) => join(this.folder, name);
  text = (name: string) => readFileSync(this.file(name), "utf8");
  first = (name: string) => new X509Certificate(this.text(`${name}.crt`));
  bundle = () => readCertificates(this.folder, "ca");
  renew = (now = start, all = false, plan = this.plan) => renewCertificates(plan, { now, all });
  defects = (now = start, plan = this.plan) => inspectCertificates(plan, now).defects;

  /** Which files there are, and what is in them, told apart. */
  contents(): Record<string, string> {
    const files = readdirSync(this.folder).sort();
    return Object.fromEntries(
      files.map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(this.file(name)))
          .digest("hex"),
      ]),
    );
  }

  /** Names of the files that a piece of work changed, made or removed. */
  async changed(work: () => unknown): Promise<string[]> {
    const before = this.contents();
    await work();
    const now = this.contents();
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].filter((name) => before[name] !== now[name]).sort();
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true });
  }
}
