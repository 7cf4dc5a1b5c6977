import type { ColumnMask } from "../../../model/column-mask.ts";
import type { Grant } from "../../../model/privilege.ts";

/** What the resource is given; see `PrivilegesArgs`. */
export interface PrivilegesInputs {
  readonly schema: string;
  readonly owner: string;
  readonly grants: readonly Grant[];
  readonly creators?: readonly string[];
  readonly masks?: readonly ColumnMask[];
  readonly incarnations?: Readonly<Record<string, string>>;
}
