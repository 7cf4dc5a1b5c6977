import { accessMatrix, type MatrixOptions } from "../../../operations/access/access-matrix.ts";
import { matrixJson } from "../../output/access/matrix-json.ts";
import { matrixTable } from "../../output/access/matrix-table.ts";
import { styler } from "../../output/style.ts";
import { withAccess } from "./with-access.ts";

export interface PrintMatrixOptions extends MatrixOptions {
  readonly stack: string;
  /** A line for each object. @default equal ones are told together */
  readonly wide?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** Prints who may do what. */
export async function matrix({ stack, wide, json, ...options }: PrintMatrixOptions): Promise<void> {
  const found = await withAccess(stack, (client) => accessMatrix(client, options));
  const { columns } = process.stdout;
  process.stdout.write(
    json
      ? `${JSON.stringify(matrixJson(found))}\n`
      : `${matrixTable(found, { columns, wide, style: styler(process.stdout) })}\n`,
  );
}
