import { statSync } from "node:fs";
import { drafts, keyFile } from "./certificate-files.ts";
import { authorityName, type CertificatePlan, leafNames } from "./certificate-plan.ts";
import { type Authority, inspectAuthority } from "./inspect-authority.ts";
import { inspectLeaf } from "./inspect-leaf.ts";

/** A folder of certificates held against what it is to hold. */
export interface Inspection {
  readonly authority: Authority;
  /** Names of the certificates to make. */
  readonly renew: readonly string[];
  /** Names of the keys that others may read. */
  readonly open: readonly string[];
  /** All that is wrong, in words; empty when nothing is. */
  readonly defects: readonly string[];
}

/** Looks at every file; nothing is remembered from one look to the next. */
export function inspectCertificates(plan: CertificatePlan, now: Date): Inspection {
  const authority = inspectAuthority(plan.folder, now);
  const names = leafNames(plan);
  const [current] = authority.trusted;
  const leaves = names.map((name) => ({
    name,
    defect:
      authority.action === "replace" || current === undefined
        ? `${name}.crt has no authority`
        : inspectLeaf(plan, name, current, now),
  }));
  const open = [authorityName, ...names].filter((name) => othersMayRead(keyFile(plan.folder, name)));
  const left = drafts(plan.folder).length > 0;
  return {
    authority,
    renew: leaves.filter(({ defect }) => defect !== undefined).map(({ name }) => name),
    open,
    defects: [
      ...(authority.defect === undefined ? [] : [authority.defect]),
      ...leaves.flatMap(({ defect }) => (defect === undefined ? [] : [defect])),
      ...open.map((name) => `${name}.key can be read by others`),
      ...(left ? ["a draft was left behind"] : []),
    ],
  };
}

/** Files on Windows have no such mode. */
function othersMayRead(file: string): boolean {
  if (process.platform === "win32") return false;
  return ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}
