import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Certificate and key in PEM. */
export interface Certificate {
  readonly crt: string;
  readonly key: string;
}

/** A certificate authority of a test's own. */
export class Authority {
  readonly #ca: Certificate = openssl([
    "-x509",
    "-subj",
    "/CN=pgstack test",
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  ]);

  get crt(): string {
    return this.#ca.crt;
  }

  /** Signs a certificate. @param commonName of its subject @param hosts the names it is for, as a server's */
  sign(commonName: string, hosts: readonly string[] = []): Certificate {
    const names = [...hosts.map((host) => `DNS:${host}`), "IP:127.0.0.1"].join(",");
    return openssl(["-x509", "-subj", `/CN=${commonName}`, "-addext", `subjectAltName=${names}`], this.#ca);
  }
}

function openssl(request: readonly string[], signer?: Certificate): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-image-tls-"));
  const path = (name: string) => join(folder, name);
  try {
    if (signer) {
      writeFileSync(path("ca.crt"), signer.crt);
      writeFileSync(path("ca.key"), signer.key, { mode: 0o600 });
    }
    const key = [
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-keyout",
      path("key"),
    ];
    const by = signer ? ["-CA", path("ca.crt"), "-CAkey", path("ca.key")] : [];
    execFileSync("openssl", ["req", ...request, ...key, ...by, "-days", "2", "-out", path("crt")], {
      stdio: "pipe",
    });
    return { crt: readFileSync(path("crt"), "utf8"), key: readFileSync(path("key"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
