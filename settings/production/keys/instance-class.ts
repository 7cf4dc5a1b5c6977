import { instanceFamilies } from "../../../aws/instance-families.ts";
import { familyOf } from "../../../aws/postgres-classes.ts";
import type { ReadableKey } from "../../keys/setting-key.ts";
import { nearest } from "../../nearest.ts";

/** Every class that some region has; whether the region has it is for the rules to say. */
const known: readonly string[] = [...instanceFamilies].flatMap(([family, { sizes }]) =>
  sizes.map((size) => `db.${family}.${size}`),
);

/** A key that takes a class of RDS for PostgreSQL. */
export function instanceClassKey(name: string): ReadableKey<string> {
  return {
    name,
    allowed: "a class such as db.r7g.large",
    parse(text) {
      if (known.includes(text)) return { value: text };
      if (text === "db.serverless")
        return { problem: "Aurora's alone", mend: "remove it: auroraServerless asks for it" };
      if (known.includes(`db.${text}`)) return { problem: "without db.", mend: `use db.${text}` };
      const sizes = instanceFamilies.get(familyOf(text) ?? "")?.sizes;
      if (sizes !== undefined)
        return {
          problem: `a size that db.${familyOf(text)} does not have`,
          mend: `use one of ${sizes.join(", ")}`,
        };
      const meant = nearest(text, known);
      return meant === undefined
        ? { problem: "no class of RDS for PostgreSQL" }
        : { problem: "no class of RDS for PostgreSQL", mend: `did you mean ${meant}?` };
    },
  };
}
