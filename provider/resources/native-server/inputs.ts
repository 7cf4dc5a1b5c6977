import { fromProject } from "../../../settings/paths.ts";

/** What the resource is given; see `NativeServerArgs`. */
export interface NativeServerInputs {
  readonly stack: string;
  readonly bin: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly adminUser: string;
  readonly passwordFile: string;
  readonly memory: number;
}

/** Each stack has a folder of its own below the one of the settings. */
export function folderOf({ dataFolder, stack }: Pick<NativeServerInputs, "dataFolder" | "stack">): string {
  return `${fromProject(dataFolder)}/${stack}`;
}
