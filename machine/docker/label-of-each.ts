import { docker } from "./docker.ts";

/** How long a look may take, in milliseconds. */
const limit = 10_000;

/**
 * Names of what the daemon has of a sort that begin so, with the value of a label of each; without the label it is empty.
 */
export async function labelOfEach(
  host: string,
  what: "container" | "volume" | "network",
  beginning: string,
  label: string,
): Promise<ReadonlyMap<string, string>> {
  const name = what === "container" ? "Names" : "Name";
  // Names have no equals sign; white space would be lost at the end, where there is no label.
  const format = `{{.${name}}}={{.Label "${label}"}}`;
  const all = what === "container" ? ["--all"] : [];
  const args = [what, "ls", ...all, "--filter", `name=${beginning}`, "--format", format];
  const listed = await docker(host, args, { timeout: limit });
  if (!listed.ran) throw new Error(`docker ${what} ls: ${listed.said}`);
  // The filter finds what has it anywhere in its name.
  const lines = listed.stdout.split("\n").filter((line) => line.startsWith(beginning));
  return new Map(
    lines.map((line) => {
      const [found = "", ...value] = line.split("=");
      return [found, value.join("=")];
    }),
  );
}
