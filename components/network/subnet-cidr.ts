import { UserError } from "../../errors/user-error.ts";

/** Into how many equal parts a VPC is cut: one for each zone there may be, so that another zone moves no other. */
const parts = 8;

/**
 * The addresses of a zone's subnet: the eighth of the VPC that its letter names (`a` the first), whatever other zones there
 * are. AWS cuts nothing smaller than /28 and larger than /16 (VPC user guide, "Subnet CIDR blocks", 2026-11).
 *
 * @throws UserError for a VPC that is not a /16 to /24 at its own boundary, and for a zone without such a letter
 */
export function subnetCidr(vpcCidr: string, availabilityZone: string): string {
  const { address, length } = /^(?<address>\d+(?:\.\d+){3})\/(?<length>\d+)$/.exec(vpcCidr)?.groups ?? {};
  const octets = (address ?? "").split(".").map(Number);
  const bits = Number(length);
  const base = octets.reduce((number, octet) => number * 256 + octet, 0);
  if (
    address === undefined ||
    octets.some((octet) => octet > 255) ||
    bits < 16 ||
    bits > 24 ||
    base % 2 ** (32 - bits) !== 0
  )
    throw new UserError(`${vpcCidr} is no range of addresses for a VPC`, {
      where: "pgstack:vpcCidr",
      mend: "Write a network of /16 to /24 by its first address, such as 10.42.0.0/16.",
    });
  const part = "abcdefgh".indexOf(availabilityZone.at(-1) ?? " ");
  if (part < 0 || !/^[a-z]+(-[a-z]+)+-\d[a-h]$/.test(availabilityZone))
    throw new UserError(`${availabilityZone} is no availability zone that a subnet can be made in`, {
      where: "pgstack:availabilityZones",
      mend: "Write zones of the region, such as us-east-1a.",
    });
  const first = base + part * (2 ** (32 - bits) / parts);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${bits + 3}`;
}
