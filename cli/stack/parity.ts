import { UserError } from "../../errors/user-error.ts";
import type { ParityReport } from "../../operations/parity/check-parity.ts";
import { declaredParity, devKindOf } from "../../operations/parity/declared-parity.ts";
import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import type { ServerKind } from "../../settings/settings.ts";
import { ExitCode } from "../exit-codes.ts";
import { parityTable } from "../output/parity/parity-table.ts";
import { styler } from "../output/style.ts";
import { productionOf } from "./production-of.ts";

export interface ParityOptions {
  /** Stack of this machine. */
  readonly dev: string;
  /** Stack of AWS. */
  readonly prod: string;
  /** Dev's server, in place of what is set or found. */
  readonly server?: ServerKind;
  /** Also what is the same. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** A report with what was compared. */
export interface ParityResult extends ParityReport {
  readonly devServer: ServerKind;
  readonly prodServer: string;
  /** Differences that nobody allowed. */
  readonly differences: number;
}

/** Prints what dev and prod do not have in common; exit code 1 for what nobody allowed. */
export function parity({ dev, prod, server, all = false, json }: ParityOptions): void {
  const result = parityOf({ dev, prod, ...(server !== undefined && { server }) });
  const title = `${dev} (${result.devServer}) beside ${prod} (${result.prodServer})`;
  process.stdout.write(
    json
      ? `${JSON.stringify(result, null, 2)}\n`
      : `${parityTable(result, title, { all, columns: process.stdout.columns, style: styler(process.stdout) })}\n`,
  );
  if (result.differences > 0) process.exitCode = ExitCode.failed;
}

/** Reads both stacks' files and compares what they declare. */
export function parityOf({
  dev,
  prod,
  server,
}: Pick<ParityOptions, "dev" | "prod" | "server">): ParityResult {
  const settings = readSettings(dev, readStackFile(dev));
  if (settings.environment === "prod")
    throw new UserError("is no stack of this machine", { where: `--dev ${dev}`, mend: "Use --dev dev." });
  const other = productionOf(prod);
  const remembered = recallServer(dev);
  const devServer = server ?? devKindOf(settings, remembered);
  const report = declaredParity({
    dev: settings,
    remembered,
    kind: devServer,
    prod: other.settings,
    production: other.production,
  });
  return {
    devServer,
    prodServer: other.production.server,
    ...report,
    differences: report.items.filter(({ verdict }) => verdict === "differs").length,
  };
}
