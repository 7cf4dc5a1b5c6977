import { database } from "../../../model/database.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { type DeclaredParity, declaredParity } from "../../../operations/parity/declared-parity.ts";
import type { ParityItem } from "../../../operations/parity/parity-item.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";
import type { ProductionSettings } from "../../../settings/production/production-settings.ts";
import { readSettings } from "../../../settings/read.ts";
import type { ServerKind } from "../../../settings/settings.ts";

export interface Given {
  readonly dev?: Readonly<Record<string, string>>;
  readonly prod?: Readonly<Record<string, string>>;
  readonly production?: Partial<ProductionSettings>;
  readonly kind?: ServerKind;
  readonly remembered?: DeclaredParity["remembered"];
}

/** Compares two stacks of these settings. */
export function parityOf({ dev = {}, prod = {}, production = {}, kind, remembered }: Given = {}) {
  return declaredParity({
    dev: readSettings("dev", dev),
    remembered,
    kind,
    prod: readSettings("prod", prod),
    production: { ...productionDefaults, ...production },
  });
}

/** What is not the same: name, values and verdict. */
export function others(given: Given = {}): string[] {
  return parityOf(given)
    .items.filter(({ verdict }) => verdict !== "same")
    .map(({ name, dev, prod, verdict }) => `${verdict} ${name}: ${dev} | ${prod}`);
}

export function item(given: Given, name: string): ParityItem | undefined {
  return parityOf(given).items.find((each) => each.name === name);
}

export const model: DatabaseModel = database(readSettings("dev", {}));
