import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";

// An empty Pulumi program, run the way the Automation API is documented: what every user of it pays.
const folder = process.argv[2] ?? ".";
mkdirSync(join(folder, "state"), { recursive: true });
writeFileSync(join(folder, "Pulumi.yaml"), "name: empty\nruntime: nodejs\n");
const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: "dev", projectName: "empty", program: async () => ({}) },
  {
    workDir: folder,
    envVars: {
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "empty",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  },
);
await stack.up({ onEvent: () => undefined });
