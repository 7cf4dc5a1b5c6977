import { auroraFamilies } from "./aurora-families.ts";
import { auroraSizesOf, postgresSizes } from "./instance-families.ts";
import { postgresFamilies } from "./postgres-families.ts";
import type { Region } from "./regions.ts";

/** Classes that RDS for PostgreSQL has in a region, such as `db.r7g.large`. */
export function postgresClasses(region: Region): readonly string[] {
  return familiesIn(postgresFamilies[region]).flatMap((family) =>
    postgresSizes(region, family).map((size) => `db.${family}.${size}`),
  );
}

/** Classes that Aurora PostgreSQL has in a region, `db.serverless` among them. */
export function auroraClasses(region: Region): readonly string[] {
  const provisioned = familiesIn(auroraFamilies[region]).flatMap((family) =>
    auroraSizesOf(region, family).map((size) => `db.${family}.${size}`),
  );
  return [...provisioned, "db.serverless"];
}

/** Family of a class: `r7g` of `db.r7g.large`; `undefined` of what is no class. */
export function familyOf(name: string): string | undefined {
  return /^db\.(?<family>[a-z0-9-]+)\.[a-z0-9]+$/.exec(name)?.groups?.family;
}

function familiesIn(text: string): string[] {
  return text.trim().split(/\s+/);
}
