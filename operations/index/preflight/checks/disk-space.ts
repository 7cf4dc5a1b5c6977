import { indexBytes } from "../../size/index-bytes.ts";
import { sizeWords } from "../../size/size-words.ts";
import type { PreflightFinding } from "../preflight-finding.ts";
import type { PreflightSubject } from "../preflight-subject.ts";

/** Expected size in bytes from which on it is said: PostgreSQL tells nobody how much room its disk has. */
const large = 10 * 1024 ** 3;

/** An index that will be large: a disk that is full stops the whole server. */
export function diskSpace({ index, table }: PreflightSubject): PreflightFinding[] {
  const bytes = indexBytes(index, table);
  if (bytes === undefined || bytes < large) return [];
  return [
    {
      level: "warning",
      property: "keys",
      what: `it will have about ${sizeWords(bytes)}, and PostgreSQL does not say how much room its disk has`,
      mend: "See that twice that much is free: for the build's own files, and for the old and the new one while an update swaps them.",
    },
  ];
}
