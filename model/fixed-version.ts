/** The version that an extension is made at, where the declaration names one and not just the newest. */
export function fixedVersion(version: string | undefined): string | undefined {
  return version === "latest" ? undefined : version;
}
