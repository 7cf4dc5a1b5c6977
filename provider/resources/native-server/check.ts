import { dataMajorVersion, isOlderData, olderDataWords } from "../../../operations/native/inspect-data.ts";
import { serverVersion } from "../../../operations/native/server-version.ts";
import type { Properties } from "../../properties.ts";
import type { CheckedInputs, CheckFailure } from "../../resource-handler.ts";
import { unknown } from "../../unknown.ts";
import { folderOf, type NativeInputs } from "./inputs.ts";

/** Changes that would leave the data behind are refused, not carried out; so is data of an older version of pgstack. */
export async function checkNativeServer(inputs: Properties, olds: Properties): Promise<CheckedInputs> {
  if (typeof olds.dataFolder !== "string") return { inputs, failures: [] };
  const folder = folderOf(olds as unknown as NativeInputs);
  const madeBy = dataMajorVersion(folder);
  if (madeBy === undefined) return { inputs, failures: [] };
  if (isOlderData(folder)) {
    const { what, mend } = olderDataWords;
    return { inputs, failures: [{ property: "dataFolder", reason: `${what}. ${mend}` }] };
  }
  return {
    inputs,
    failures: [...keepsData(inputs, olds), ...(await keepsMajorVersion(inputs, madeBy))],
  };
}

function keepsData({ dataFolder }: Properties, olds: Properties): CheckFailure[] {
  if (dataFolder === unknown || olds.dataFolder === dataFolder) return [];
  return [
    {
      property: "dataFolder",
      reason:
        `cannot change from "${olds.dataFolder}" to "${dataFolder}" while the server holds data. ` +
        "Set it back, or run `npx pgstack destroy` first, which deletes the data.",
    },
  ];
}

async function keepsMajorVersion({ bin }: Properties, madeBy: number): Promise<CheckFailure[]> {
  if (typeof bin !== "string" || bin === unknown) return [];
  const version = await serverVersion(bin);
  // One that does not run is reported by the start, with the reason.
  if (version === undefined || Number.parseInt(version, 10) === madeBy) return [];
  return [
    {
      property: "bin",
      reason:
        `cannot change to PostgreSQL ${version} in ${bin} while the server holds data of PostgreSQL ${madeBy}. ` +
        "Set it back, or run `npx pgstack destroy` first, which deletes the data.",
    },
  ];
}
