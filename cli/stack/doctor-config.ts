import { configurationReport } from "../../operations/doctor/configuration/configuration-report.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import { type InAws, requireDevelopment } from "../../settings/require-development.ts";
import { configTable } from "../output/config-table.ts";
import { styler } from "../output/style.ts";

export interface DoctorConfigOptions {
  readonly stack: string;
  readonly json?: boolean;
}

const inAws: InAws = ({ instanceClass }) =>
  `Its parameter group: \`npx pgstack doctor --config --rds-class ${instanceClass} --stack prod\`.`;

/**
 * Prints the parameters of the stack's server, why each is as it is, and what a running one has otherwise.
 * @throws UserError with the mistakes in the settings
 */
export async function doctorConfig({ stack, json }: DoctorConfigOptions): Promise<void> {
  const raw = readStackFile(stack);
  const settings = readSettings(stack, raw);
  requireDevelopment(settings, inAws);
  const server = recallServer(stack);
  const report = await configurationReport(settings, Object.keys(raw), server);
  if ((server?.kind ?? settings.server) === "embedded")
    process.stderr.write(
      "The embedded server takes none of these: they are what the other kinds would be given.\n\n",
    );
  process.stdout.write(
    json
      ? `${JSON.stringify(report, null, 2)}\n`
      : `${configTable(report, process.stdout.columns, styler(process.stdout))}\n`,
  );
}
