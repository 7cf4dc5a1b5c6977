import { sqlName } from "./sql-name.ts";

/** Two columns of a table that a trigger keeps equal; names are SQL text. */
export interface Bridge {
  readonly table: string;
  /** Stem of the names of what belongs to it. */
  readonly stem: string;
  /** The one that has the default, the indexes, the constraints. */
  readonly original: string;
  /** The one that is a copy of it. */
  readonly copy: string;
}

/**
 * The trigger's function. Whichever of the two a statement gives a value decides; where it gives both, the copy does: the
 * original may have its default. Values are compared byte by byte (`record_image_ne`), for `1.0` and `1.00` are equal and not the same,
 * and json has no equality at all.
 */
export function bridgeFunction({ stem, original, copy }: Bridge): string {
  return `CREATE OR REPLACE FUNCTION ${sqlName(stem, "_bridge")}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.${copy} IS NULL THEN
      NEW.${copy} := NEW.${original};
    ELSE
      NEW.${original} := NEW.${copy};
    END IF;
  ELSIF record_image_ne(ROW(NEW.${copy}), ROW(OLD.${copy})) THEN
    NEW.${original} := NEW.${copy};
  ELSE
    NEW.${copy} := NEW.${original};
  END IF;
  RETURN NEW;
END
$$;
`;
}

/** The trigger; triggers run in the order of their names, and this one is to see what the others have made of the row. */
export function bridgeTrigger({ table, stem }: Bridge): string {
  return `CREATE TRIGGER ${sqlName(`zz_${stem}`, "_bridge")} BEFORE INSERT OR UPDATE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION ${sqlName(stem, "_bridge")}();
`;
}

export function dropBridge({ table, stem }: Bridge): string {
  return `DROP TRIGGER ${sqlName(`zz_${stem}`, "_bridge")} ON ${table};
DROP FUNCTION ${sqlName(stem, "_bridge")}();
`;
}

/** Proves that the two are equal, and keeps them so. */
export function equalConstraint({ table, stem, original, copy }: Bridge): string {
  return `ALTER TABLE ${table} ADD CONSTRAINT ${sqlName(stem, "_equal")}
  CHECK (record_image_eq(ROW(${copy}), ROW(${original})))`;
}
