import type { Problem, ReadableKey } from "../../keys/setting-key.ts";

/** Private addresses (RFC 1918): the first of each range, and the bits that are fixed in it. */
const privateRanges = [
  [0x0a00_0000, 8],
  [0xac10_0000, 12],
  [0xc0a8_0000, 16],
] as const;

/** AWS takes /16 to /28; below a /24 there is no room for subnets of a database, its proxy and its endpoints in each zone. */
const prefixes = { min: 16, max: 24 };

/** A key that takes the addresses of a VPC. */
export function vpcCidr(name: string): ReadableKey<string> {
  return {
    name,
    allowed: "private addresses from /16 to /24, such as 10.42.0.0/16",
    parse(text) {
      const problem = problemOf(text);
      return problem === undefined ? { value: text } : problem;
    },
  };
}

function problemOf(text: string): Problem | undefined {
  const { octets, prefix } = /^(?<octets>\d+(?:\.\d+){3})\/(?<prefix>\d+)$/.exec(text)?.groups ?? {};
  const numbers = octets?.split(".").map(Number) ?? [];
  if (numbers.length !== 4 || numbers.some((octet) => octet > 255))
    return { problem: "not a range of addresses" };
  const bits = Number(prefix);
  if (bits < prefixes.min) return { problem: `larger than /${prefixes.min}, the most a VPC has` };
  if (bits > prefixes.max) return { problem: "too small for subnets in several zones" };
  const address = numbers.reduce((sum, octet) => sum * 256 + octet, 0);
  if (!privateRanges.some(([first, fixed]) => firstOf(address, fixed) === first))
    return { problem: "not private addresses (RFC 1918)" };
  const first = firstOf(address, bits);
  return first === address
    ? undefined
    : { problem: "not the first address of its range", mend: `use ${dotted(first)}/${bits}` };
}

function firstOf(address: number, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) * size;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
