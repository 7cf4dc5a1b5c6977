import { existsSync } from "node:fs";
import { fromProject } from "../settings/paths.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { errorCode } from "./error-codes.ts";

/** Why a server is not spoken to, in words. */
export interface TlsProblem {
  readonly what: string;
  readonly mend: string;
}

/** What Node says of a certificate whose issuer is not trusted (Node's documentation, "X509 certificate error codes"). */
const untrusted = new Set([
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "INVALID_CA",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

const renew = "Run `npx pgstack up`: it renews the server's certificates.";

/** Tells whether a connection failed because the server could not prove who it is, or does not encrypt. */
export function tlsProblem(
  error: unknown,
  { host, caFile }: Pick<ConnectionTarget, "host" | "caFile">,
): TlsProblem | undefined {
  const code = errorCode(error) ?? "";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const names = String((error as { cert?: { subjectaltname?: string } }).cert?.subjectaltname ?? "none");
    return {
      what: `the server's certificate is not for ${host} (it is for ${names})`,
      mend: `Connect by a name it is for. ${renew}`,
    };
  }
  if (code === "CERT_HAS_EXPIRED") return { what: "the server's certificate has ended", mend: renew };
  if (code === "CERT_NOT_YET_VALID")
    return { what: "the server's certificate is not valid yet", mend: "Set this machine's clock." };
  if (untrusted.has(code)) return notTrusted(caFile);
  if (error instanceof Error && error.message === "The server does not support SSL connections") {
    return {
      what: "the server does not encrypt connections, and nothing is sent to it in clear",
      mend: "Run `npx pgstack up`: it sets TLS up again. If something else listens on this port, stop that.",
    };
  }
  return undefined;
}

function notTrusted(caFile: string | undefined): TlsProblem {
  if (!caFile)
    return { what: "the server's certificate is of no authority that this machine trusts", mend: renew };
  if (!existsSync(fromProject(caFile))) return { what: `the CA file ${caFile} is missing`, mend: renew };
  return {
    what: `the server's certificate is not one of the CA file's, ${caFile}`,
    mend: `Take the server's own CA file. ${renew}`,
  };
}
