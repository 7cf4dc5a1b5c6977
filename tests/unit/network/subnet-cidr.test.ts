import { describe, expect, it } from "vitest";
import { subnetCidr } from "../../../components/network/subnet-cidr.ts";

describe("a zone's subnet", () => {
  it.each([
    // An eighth of 65,536 addresses is 8,192: 32 times 256.
    ["10.42.0.0/16", "us-east-1a", "10.42.0.0/19"],
    ["10.42.0.0/16", "us-east-1b", "10.42.32.0/19"],
    ["10.42.0.0/16", "us-east-1h", "10.42.224.0/19"],
    // An eighth of 256 is 32.
    ["192.168.7.0/24", "us-gov-west-1c", "192.168.7.64/27"],
    // An eighth of 4,096 is 512: the second one begins two blocks of 256 later.
    ["172.16.16.0/20", "eu-central-1b", "172.16.18.0/23"],
    ["255.255.0.0/16", "us-east-1h", "255.255.224.0/19"],
  ])("in %s is for %s %s", (vpc, zone, subnet) => {
    expect(subnetCidr(vpc, zone)).toBe(subnet);
  });

  it("does not depend on the other zones, and none overlaps another", () => {
    const all = [..."abcdefgh"].map((letter) => subnetCidr("10.0.0.0/16", `us-east-1${letter}`));
    expect(new Set(all).size).toBe(8);
  });

  it.each([
    "10.0.0.0/15",
    "10.0.0.0/25",
    "10.0.1.0/16",
    "10.0.256.0/24",
    "10.0.0/16",
    "10.0.0.0",
    "",
    "10.0.0.0/16 ",
  ])("is not cut from %j", (vpc) => {
    expect(() => subnetCidr(vpc, "us-east-1a")).toThrow(
      `pgstack:vpcCidr: ${vpc} is no range of addresses for a VPC`,
    );
  });

  it.each(["us-east-1", "us-east-1i", "us-east-1A", "", "us-west-2-lax-1a x", "a"])(
    "is not for %j",
    (zone) => {
      expect(() => subnetCidr("10.0.0.0/16", zone)).toThrow(
        `pgstack:availabilityZones: ${zone} is no availability zone that a subnet can be made in`,
      );
    },
  );
});
