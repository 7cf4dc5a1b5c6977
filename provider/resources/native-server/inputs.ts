import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { fromProject, runFolder } from "../../../settings/paths.ts";

/** What every native server is given: a primary, and a replica of it. */
export interface NativeInputs {
  readonly stack: string;
  readonly bin: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly socketFolder: string;
  readonly staticParameters: Readonly<Record<string, string>>;
  readonly dynamicParameters: Readonly<Record<string, string>>;
  readonly hostRules: readonly string[];
  readonly tlsFolder: string;
  readonly tlsFiles: readonly string[];
  readonly tlsFingerprint: string;
}

/** Each stack has a folder of its own below the one of the settings. */
export function folderOf({ dataFolder, stack }: Pick<NativeInputs, "dataFolder" | "stack">): string {
  return `${fromProject(dataFolder)}/${stack}`;
}

/** The inputs for whoever starts servers, who knows nothing of the project. */
export function configOf(inputs: NativeInputs): NativeConfig {
  const { stack, bin, port, socketFolder, staticParameters, dynamicParameters, hostRules, tlsFiles } = inputs;
  return {
    bin,
    port,
    socketFolder,
    staticParameters,
    dynamicParameters,
    hostRules,
    tlsFiles,
    tlsFolder: fromProject(inputs.tlsFolder),
    runFolder: runFolder(stack),
    dataFolder: folderOf(inputs),
  };
}
