import { runUpgrade } from "./run-upgrade.ts";
import { StackByHand } from "./stack-by-hand.ts";

/** An upgrade in a process of its own, which can be killed: arguments are the stack, its folder and the image. */
const [, , stack = "", root = "", image = ""] = process.argv;
await runUpgrade(StackByHand.existing(stack, root), image, { tell: (text) => console.log(text) });
