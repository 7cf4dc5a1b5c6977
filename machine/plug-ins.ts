import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A plug-in of Pulumi's. */
export interface PlugIn {
  readonly name: string;
  readonly version: string;
}

/** How long the place they are downloaded from may take to answer, in milliseconds. */
const answerLimit = 5_000;

/** Whether plug-ins are installed, by name. */
export function missingPlugIns(wanted: readonly PlugIn[]): PlugIn[] {
  const folder = join(process.env.PULUMI_HOME || join(homedir(), ".pulumi"), "plugins");
  return wanted.filter(({ name, version }) => !existsSync(join(folder, `resource-${name}-v${version}`)));
}

/** Those that neither are installed nor can be downloaded from here; the engine downloads what is missing. */
export async function unobtainablePlugIns(wanted: readonly PlugIn[]): Promise<PlugIn[]> {
  const missing = missingPlugIns(wanted);
  const obtainable = await Promise.all(missing.map(canBeDownloaded));
  return missing.filter((_, at) => !obtainable[at]);
}

/** Pulumi's own place for releases (pulumi/pulumi sdk/go/common/workspace/plugins.go). */
async function canBeDownloaded({ name, version }: PlugIn): Promise<boolean> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const file = `pulumi-resource-${name}-v${version}-${system}-${architecture}.tar.gz`;
  try {
    const answer = await fetch(`https://get.pulumi.com/releases/plugins/${file}`, {
      method: "HEAD",
      signal: AbortSignal.timeout(answerLimit),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
