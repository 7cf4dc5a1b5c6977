import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stackFolder } from "../settings/paths.ts";
import { rdsCertificates } from "./rds-certificates.ts";

/**
 * Path of the file with RDS's certificates, relative to the project, for a stack whose server is of RDS. The file is written when
 * it is not there or not as this version has it: whoever needs its path needs the file, and a fresh clone has neither.
 */
export function rdsCaFile(stack: string, root?: string): string {
  const file = join(stackFolder(stack, root), "tls", "ca.crt");
  const wanted = rdsCertificates();
  if (contentOf(file) !== wanted) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, wanted, { mode: 0o644 });
    renameSync(draft, file);
  }
  return `.pgstack/stacks/${stack}/tls/ca.crt`;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
