import { instanceClass } from "../../aws/instance-class.ts";
import { preloadedLibraries } from "../../configuration/preloaded-libraries.ts";
import { rdsParameterGroup } from "../../configuration/rds/parameter-group.ts";
import { UserError } from "../../errors/user-error.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import type { Settings } from "../../settings/settings.ts";
import { rdsTable } from "../output/rds-table.ts";
import { styler } from "../output/style.ts";

export interface DoctorRdsOptions {
  readonly stack: string;
  /** E.g. `db.r7g.large`. */
  readonly rdsClass: string;
  readonly json?: boolean;
}

/** PostgreSQL's version on RDS for a stack that does not say: the one the project's own image has. */
const ownMajorVersion = 17;
const gibibyte = 1024 ** 3;

/**
 * Prints the stack's profile as the parameter group of an RDS instance of a class.
 * @throws UserError for a class that is not known
 */
export async function doctorRds({ stack, rdsClass, json }: DoctorRdsOptions): Promise<void> {
  const size = instanceClass(rdsClass);
  if (size === undefined) {
    throw new UserError("no class of an RDS instance that is known here", {
      where: `--rds-class ${rdsClass}`,
      mend: "Write one such as db.r7g.large or db.t4g.medium.",
    });
  }
  const raw = readStackFile(stack);
  const { profile, storage, ...group } = groupSettings(readSettings(stack, raw), raw.profile !== undefined);
  const parameters = rdsParameterGroup({
    ...group,
    profile,
    size: { ...size, storage },
    preload: preloadedLibraries.own,
  });
  process.stdout.write(
    json
      ? `${JSON.stringify({ class: rdsClass, profile, ...size, storage, parameters }, null, 2)}\n`
      : `${rdsTable({ rdsClass, profile, size, parameters }, process.stdout.columns, styler(process.stdout))}\n`,
  );
}

/** What of the settings decides the group, beside the class: stack prod's own, or what a stack for development would get. */
function groupSettings({ production, profile, storage, logRetention }: Settings, hasProfile: boolean) {
  if (production !== undefined)
    return {
      profile: production.profile,
      storage: production.allocatedStorage * gibibyte,
      majorVersion: Number(production.engineVersion),
      logRetention: production.logRetention,
      maxConnections: production.maxConnections,
    };
  // The laptop's, which is what a stack has that says nothing, is for no instance of RDS.
  return {
    profile: hasProfile ? profile : ("production" as const),
    storage,
    majorVersion: ownMajorVersion,
    logRetention,
  };
}
