import type { Copied } from "../../../operations/docker/upgrade/copy-cluster.ts";
import { planUpgrade } from "../../../operations/docker/upgrade/upgrade-plan.ts";
import { upgradeServer } from "../../../operations/docker/upgrade/upgrade-server.ts";
import type { StackByHand } from "./stack-by-hand.ts";

interface RunOptions {
  readonly signal?: AbortSignal;
  readonly tell?: (text: string) => void;
}

/** Upgrades a stack to an image, also to one of the same version: that is as much of an upgrade, and needs one image. */
export async function runUpgrade(
  stack: StackByHand,
  image: string,
  options: RunOptions = {},
): Promise<Copied> {
  const plan = await planUpgrade(stack.server, image, { sameMajor: true });
  return await upgradeServer(stack.server, plan, {
    imageName: image,
    jobs: 2,
    memory: 512 * 1024 ** 2,
    root: stack.root,
    signal: options.signal ?? new AbortController().signal,
    tell: options.tell ?? (() => undefined),
  });
}
