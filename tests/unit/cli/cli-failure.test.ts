import { describe, expect, it } from "vitest";
import { cliFailure } from "../../../cli/stack/cli-failure.ts";
import { UserError } from "../../../errors/user-error.ts";

/** Texts of Pulumi's CLI 3.259.0, and what is made of them. */
const texts: readonly (readonly [stderr: string, message: string])[] = [
  [
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions\n",
    "stack prod: no Pulumi back end is logged in to\n" +
      "  Run `pulumi login s3://<bucket of the state>` (docs/pull-requests.md), or set PULUMI_BACKEND_URL; for Pulumi Cloud, set\n" +
      "  PULUMI_ACCESS_TOKEN.",
  ],
  [
    "error: no stack named 'prod' found\n",
    "stack prod: there is no such stack: it was never brought up, or was destroyed since\n" +
      "  Make it, with a key for its secrets: `pulumi stack init prod --secrets-provider awskms://...` (docs/pull-requests.md);\n" +
      "  then run `npx pgstack up --stack prod`.",
  ],
  [
    "error: could not create secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables\n",
    "stack prod: its secrets are encrypted with a passphrase, and none is given\n" +
      "  Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it.",
  ],
  [
    "error: getting secrets manager: incorrect passphrase\n",
    "stack prod: its secrets are encrypted with another passphrase than the one that is given\n" +
      "  Correct PULUMI_CONFIG_PASSPHRASE, or the file that PULUMI_CONFIG_PASSPHRASE_FILE names.",
  ],
  [
    "Logging in using access token from PULUMI_ACCESS_TOKEN\nerror: performing HTTP request: no such host\n",
    "stack prod: Pulumi cannot read the stack: performing HTTP request: no such host\n" +
      "  Mend it where Pulumi's state is: PULUMI_BACKEND_URL, or where `pulumi login` has logged in to.",
  ],
];

describe("cliFailure", () => {
  it.each(texts)("%s", (stderr, message) => {
    const caught = Object.assign(new Error("Command failed: /home/somebody/pulumi stack output"), { stderr });
    const error = cliFailure("prod", caught);
    expect(UserError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ message, cause: caught });
  });

  it.each([[new Error("spawn EACCES")], [Object.assign(new Error("killed"), { stderr: "" })]])(
    "is what was caught where the CLI said nothing: %s",
    (caught) => {
      expect(cliFailure("prod", caught)).toBe(caught);
    },
  );
});
