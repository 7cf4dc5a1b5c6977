import { dataMajorVersion } from "../../../operations/native/inspect-data.ts";
import { serverVersion } from "../../../operations/native/server-version.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckedInputs, CheckFailure } from "../../resource-handler.ts";
import { unknown } from "../../unknown.ts";
import { folderOf, type NativeServerInputs } from "./inputs.ts";

/** Changes that would leave the data behind are refused, not carried out. */
export async function checkNativeServer(inputs: Properties, olds: Properties): Promise<CheckedInputs> {
  const failures = [...checkName("adminUser", inputs.adminUser), ...reservedName(inputs.adminUser)];
  if (typeof olds.dataFolder !== "string") return { inputs, failures };
  const madeBy = dataMajorVersion(folderOf(olds as unknown as NativeServerInputs));
  if (madeBy === undefined) return { inputs, failures };
  return {
    inputs,
    failures: [...failures, ...keepsData(inputs, olds), ...(await keepsMajorVersion(inputs, madeBy))],
  };
}

function reservedName(name: unknown): CheckFailure[] {
  if (typeof name !== "string" || !name.startsWith("pg_")) return [];
  return [{ property: "adminUser", reason: `"${name}" begins with pg_, which PostgreSQL keeps for itself` }];
}

function keepsData(news: Properties, olds: Properties): CheckFailure[] {
  return ["dataFolder", "adminUser"]
    .filter((property) => news[property] !== unknown && olds[property] !== news[property])
    .map((property) => ({
      property,
      reason:
        `cannot change from "${olds[property]}" to "${news[property]}" while the server holds data. ` +
        "Set it back, or run `npx pgstack destroy` first, which deletes the data.",
    }));
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
