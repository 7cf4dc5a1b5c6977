import { readdirSync } from "node:fs";
import { join } from "node:path";
import { asset } from "@pulumi/pulumi";
import { rdsCertificates } from "../../db/rds-certificates.ts";
import { projectRoot } from "../../settings/paths.ts";
import { lockedPackages } from "./locked-packages.ts";

/** The function's own code. */
const folder = join(projectRoot, "rotation");

/**
 * What the rotation's function is made of: the folder `rotation/`, `pg` with what it needs in the versions of the lock file, and
 * the certificates of RDS. The AWS SDK is part of Lambda's runtime. Another content is an update of the function, and nothing else.
 */
export function rotationCode(): asset.AssetArchive {
  const own = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => file.replaceAll("\\", "/"));
  return new asset.AssetArchive({
    ...Object.fromEntries(own.map((file) => [file, new asset.FileAsset(join(folder, file))])),
    ...Object.fromEntries(
      lockedPackages("pg").map((path) => [path, new asset.FileArchive(join(projectRoot, path))]),
    ),
    "rds-ca.pem": new asset.StringAsset(rdsCertificates()),
  });
}
