import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { adminLoginFile, stackFolder } from "../../settings/paths.ts";
import { stateFolder } from "./local-folders.ts";
import { passphraseFile } from "./passphrase.ts";
import { userCache } from "./user-cache.ts";

/**
 * What Pulumi needs to work on a stack of this checkout, `pgstack` and plain `pulumi` alike. State and passphrase of a
 * dev stack are local; those of prod are where the user has logged in to.
 */
export function pulumiEnvironment(stack: string, root?: string): Record<string, string> {
  const common = {
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(userCache(), "compiled"),
  };
  if (stack === "prod")
    return {
      ...common,
      // The plug-in postgresql takes a password that is set before it looks for one in the file.
      PGPASSFILE: adminLoginFile(stack, root),
      PGPASSWORD: "",
    };
  return {
    ...common,
    // Without files of metadata beside the state: they are not written whole, and one that a killed run left empty makes
    // the state unreadable ("failed to load checkpoint: EOF").
    PULUMI_BACKEND_URL: `${pathToFileURL(stateFolder(root)).href}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile(root),
    // Every flag of the CLI can be given by the environment: this is --cwd.
    PULUMI_OPTION_CWD: stackFolder(stack, root),
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
  };
}
