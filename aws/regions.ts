import { postgresFamilies } from "./postgres-families.ts";

/** A region that RDS for PostgreSQL runs in. */
export type Region = keyof typeof postgresFamilies;

/** All of them, by name. As cfn-lint 1.58.0 knows them, read on 2026-11-28. */
export const regions = Object.keys(postgresFamilies) as readonly Region[];

/** A zone of a region is its name and a letter; no region has more than six (AWS, "AWS Availability Zones", 2026-11-28). */
export function isZoneOf(zone: string, region: string): boolean {
  return zone.length === region.length + 1 && zone.startsWith(region) && /[a-f]$/.test(zone);
}

/** Names of a region's first zones: `us-east-1a`, `us-east-1b`, ... What account sees which of them differs. */
export function firstZones(region: string, count: number): string[] {
  return [..."abcdef"].slice(0, count).map((letter) => `${region}${letter}`);
}

/** The part of a name in ARNs that says which of AWS's separate clouds a region is in. */
export function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
