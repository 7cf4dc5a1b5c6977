import { docker } from "./docker.ts";

/** Whether the daemon says that it has no such volume; false also when it says nothing at all. */
export async function volumeIsGone(host: string, name: string): Promise<boolean> {
  const answer = await docker(host, ["volume", "inspect", name]);
  return !answer.ran && /no such volume/i.test(answer.said);
}
