import { isProblem, type ReadableKey } from "../../keys/setting-key.ts";
import { sizeKey } from "../../keys/size-key.ts";

const gibibyte = 1024 ** 3;

/** A key that takes a size of storage. @returns its value in GiB, as AWS counts */
export function storageSizeKey(name: string): ReadableKey<number> {
  const { allowed, parse } = sizeKey(name, {
    min: 20 * gibibyte,
    max: 65_536 * gibibyte,
    default: "100GB",
    such: "100GB or 2TB",
  });
  return {
    name,
    allowed,
    parse(text) {
      const parsed = parse(text);
      if (isProblem(parsed)) return parsed;
      const gibibytes = parsed.value / gibibyte;
      return Number.isInteger(gibibytes) ? { value: gibibytes } : { problem: "not whole gigabytes" };
    },
  };
}
