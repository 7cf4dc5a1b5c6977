import { availableParallelism } from "node:os";
import { finishUpgrade } from "../../operations/docker/upgrade/finish-upgrade.ts";
import { serverInDocker } from "../../operations/docker/upgrade/server-in-docker.ts";
import { planUndo, requireKept, undoUpgrade } from "../../operations/docker/upgrade/undo-upgrade.ts";
import { planUpgrade } from "../../operations/docker/upgrade/upgrade-plan.ts";
import { upgradeServer } from "../../operations/docker/upgrade/upgrade-server.ts";
import { upCommand } from "../../operations/server/up-command.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { type InAws, requireDevelopment } from "../../settings/require-development.ts";
import type { Settings } from "../../settings/settings.ts";
import { duration } from "../output/engine-text.ts";
import { openSpinner } from "../output/spinner.ts";
import { stackIsHeld, withRunLock } from "../workspace/run-lock.ts";
import { stackLocks } from "../workspace/stack-locks.ts";
import { confirmUpgrade } from "./upgrade-confirm.ts";
import { ensureImage } from "./upgrade-image.ts";
import { interruptible } from "./upgrade-interrupt.ts";

export interface UpgradeOptions {
  readonly stack: string;
  readonly check?: boolean;
  readonly undo?: boolean;
  readonly finish?: boolean;
  /** Do not ask. */
  readonly yes?: boolean;
  readonly json?: boolean;
}

const inAws: InAws = () => "There it is a change of pgstack:engineVersion: docs/production.md has the steps.";

/** Beyond that, connections and sorts cost more than they bring. */
const mostJobs = 8;

/**
 * Copies a stack's data to the newer major version that its image has, goes back, or deletes what is kept.
 * @throws UserError with every mistake in the settings, or when it cannot be done
 */
export async function upgrade(options: UpgradeOptions): Promise<void> {
  const { stack, undo, finish } = options;
  const settings = readSettings(stack, readStackFile(stack));
  requireDevelopment(settings, inAws);
  serverInDocker(settings);
  await withRunLock(stack, () => {
    if (stackLocks(stack).some(({ held }) => held)) throw stackIsHeld();
    if (undo) return goBack(settings, options);
    return finish ? deleteKept(settings, options) : goForward(settings, options);
  });
}

async function goForward(settings: Settings, { stack, check, yes, json }: UpgradeOptions): Promise<void> {
  const began = Date.now();
  const found = serverInDocker(settings);
  const spinner = openSpinner(process.stderr);
  try {
    const image = await ensureImage(found.server.host, settings.image, (text) => spinner.show(text));
    spinner.show("looking at the data");
    const plan = await planUpgrade(found, image);
    spinner.stop();
    const { from, to } = plan;
    const versions = { from: from.majorVersion, to: to.majorVersion };
    const what =
      `This stops the server of stack ${stack} and copies its data from PostgreSQL ${from.majorVersion} to ` +
      `${to.majorVersion}, beside it in volume ${found.server.name}.\nThe old data stays until \`npx pgstack upgrade --finish\`.`;
    if (check) return print(json, { ...versions }, what);
    await confirmUpgrade(stack, what, yes);
    const copied = await interruptible((signal) =>
      upgradeServer(found, plan, {
        imageName: settings.image,
        jobs: jobsOf(settings),
        memory: settings.memory,
        signal,
        tell: (text) => spinner.show(text),
      }),
    );
    spinner.stop();
    const { databases, tables, rows, notes } = copied;
    const lines = [
      `copied and compared ${databases} databases, ${tables} tables, ${rows.toLocaleString("en")} rows in ${duration(Date.now() - began)}`,
      ...notes.map((note) => `  ! ${note}`),
      `Run \`${upCommand(stack)}\`: it starts PostgreSQL ${to.majorVersion}. The old data is kept: \`npx pgstack upgrade --undo\` goes back to it,`,
      "`npx pgstack upgrade --finish` deletes it.",
    ];
    print(json, { ...versions, databases, tables, rows, notes }, lines.join("\n"));
  } finally {
    spinner.stop();
  }
}

async function goBack(settings: Settings, { stack, yes, json }: UpgradeOptions): Promise<void> {
  const found = serverInDocker(settings);
  const kept = await planUndo(found);
  const before = found.remembered.majorVersion;
  await confirmUpgrade(
    stack,
    `This stops the server of stack ${stack} and goes back to the data of PostgreSQL ${kept.majorVersion} as it was at ${kept.since}.\n` +
      `What was written since is not in it; it stays in the data of PostgreSQL ${before}, which is kept until \`npx pgstack upgrade --finish\`.`,
    yes,
  );
  await undoUpgrade(found, kept);
  const line =
    kept.image === undefined || kept.image === settings.image
      ? `Set pgstack:image to the image of PostgreSQL ${kept.majorVersion} it had (${kept.image ?? kept.imageId})`
      : `Set the line \`pgstack:image\` of Pulumi.${stack}.yaml to ${kept.image}`;
  print(
    json,
    { from: before, to: kept.majorVersion, image: kept.image ?? kept.imageId },
    `the server has the data of PostgreSQL ${kept.majorVersion} again, as it was at ${kept.since}\n${line}, then run \`${upCommand(stack)} --refresh\`: it makes again what was declared since.`,
  );
}

async function deleteKept(settings: Settings, { stack, yes, json }: UpgradeOptions): Promise<void> {
  const found = serverInDocker(settings);
  const { majorVersion, since } = requireKept(found.remembered);
  await confirmUpgrade(
    stack,
    `This deletes the data of PostgreSQL ${majorVersion} that is kept since ${since}: there is no way back to it then.`,
    yes,
  );
  const { cluster } = await finishUpgrade(found);
  print(
    json,
    { deleted: majorVersion },
    `deleted folder ${cluster} of volume ${found.server.name}, PostgreSQL ${majorVersion}'s data`,
  );
}

function jobsOf({ cpus }: Settings): number {
  return Math.min(mostJobs, Math.max(1, cpus === "auto" ? availableParallelism() : Math.floor(cpus)));
}

function print(json: boolean | undefined, result: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${text}\n`);
}
