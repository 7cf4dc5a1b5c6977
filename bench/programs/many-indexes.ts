import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { withoutTraces } from "../../cli/stack/without-traces.ts";
import { Index } from "../../provider/resources/index/resource.ts";
import { Provider, type ProviderArgs } from "../../provider/resources/provider/resource.ts";
import type { ManyIndexes } from "../many-indexes.ts";

// A program of one Index resource for each index, and nothing beside: folder, connection and indexes are its arguments. It
// is driven as `pgstack up` drives its own: see cli/stack/automation-stack.ts and cli/workspace/pulumi-environment.ts.
withoutTraces();
const [folder = ".", connection = "{}", indexes = "[]"] = process.argv.slice(2);
const plugIn = fileURLToPath(new URL("../../provider/bin", import.meta.url));
mkdirSync(join(folder, "state"), { recursive: true });
writeFileSync(
  join(folder, "Pulumi.yaml"),
  `name: indexes\nruntime: nodejs\nplugins:\n  providers:\n    - name: pgstack\n      path: ${JSON.stringify(plugIn)}\n`,
);
const stack = await LocalWorkspace.createOrSelectStack(
  {
    stackName: "dev",
    projectName: "indexes",
    program: async () => {
      const provider = new Provider("server", JSON.parse(connection) as ProviderArgs);
      for (const { schema, ...index } of JSON.parse(indexes) as ManyIndexes)
        new Index(index.name, { schema, ...index }, { provider });
    },
  },
  {
    workDir: folder,
    envVars: {
      GOGC: "400",
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "indexes",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  },
);
stack.outputs = async () => ({});
stack.info = async () => undefined;
await stack.up({ onEvent: () => undefined });
