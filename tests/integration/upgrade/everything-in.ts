import { mustDocker } from "../image/docker.ts";
import type { StackByHand } from "./stack-by-hand.ts";

/**
 * All that is in a server, as text: roles with their passwords, databases, objects, rows, sequences, large objects, by one
 * version's pg_dumpall, whatever the server's is. What it says of the server's version is left out.
 */
export async function everythingIn(stack: StackByHand, image: string): Promise<string> {
  const beside = ["--network", `container:${stack.name}`, "--env", "PGPASSWORD=x"];
  const dump = ["pg_dumpall", "--host=127.0.0.1", "--username=rdsadmin", "--clean", "--if-exists"];
  const text = await mustDocker("run", "--rm", ...beside, image, ...dump);
  return text
    .split("\n")
    .filter((line) => !/^(-- Dumped (from|by) |\\(un)?restrict )/.test(line))
    .join("\n");
}
