import { type Region, regions } from "../../../aws/regions.ts";
import type { ReadableKey } from "../../keys/setting-key.ts";
import { nearest } from "../../nearest.ts";

/** A key that takes a region RDS for PostgreSQL runs in. */
export function regionKey(name: string): ReadableKey<Region> {
  return {
    name,
    allowed: "a region such as us-east-1",
    parse(text) {
      const value = regions.find((region) => region === text);
      if (value !== undefined) return { value };
      if (regions.some((region) => text.slice(0, -1) === region))
        return { problem: "a zone", mend: `use its region, ${text.slice(0, -1)}` };
      const meant = nearest(text, regions);
      return meant === undefined
        ? { problem: "no region of AWS" }
        : { problem: "no region of AWS", mend: `did you mean ${meant}?` };
    },
  };
}
