import type { KnownText } from "./known-cause.ts";

/** What Pulumi itself, its CLI or engine, says of its back end, secrets and plug-ins: texts of its version 3.259. */
export const pulumiCauses: readonly KnownText[] = [
  {
    says: /PULUMI_ACCESS_TOKEN must be set for login/,
    what: () => "no Pulumi back end is logged in to",
    mend:
      "Run `pulumi login s3://<bucket of the state>` (docs/pull-requests.md), or set PULUMI_BACKEND_URL; for Pulumi Cloud, set\n" +
      "  PULUMI_ACCESS_TOKEN.",
  },
  {
    says: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    what: () => "its secrets are encrypted with a passphrase, and none is given",
    mend: "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it.",
  },
  {
    says: /incorrect passphrase/,
    what: () => "its secrets are encrypted with another passphrase than the one that is given",
    mend: "Correct PULUMI_CONFIG_PASSPHRASE, or the file that PULUMI_CONFIG_PASSPHRASE_FILE names.",
  },
  {
    says: /Could not automatically download and install resource plugin 'pulumi-resource-(?<name>[\w-]+)'(?: at version v(?<version>[^\s',]+))?/,
    what: ({ name, version }) =>
      `Pulumi's plug-in ${[name, version].filter(Boolean).join(" ")} is not installed, and cannot be downloaded`,
    mend:
      "Connect to the network, or install it by `pulumi plugin install resource <name> <version> --file <archive>`.\n" +
      "  `npx pgstack preview --offline` needs none.",
    ofMachine: true,
  },
];
