import { describe, expect, it } from "vitest";
import { dockerName } from "../../../settings/docker-name.ts";

describe("dockerName", () => {
  it("names the stack, and the checkout by the start of a SHA-256", () => {
    // printf %s /home/anna/shop | sha256sum
    expect(dockerName("dev", "/home/anna/shop")).toBe("pgstack-dev-096b95a1");
  });

  it("is another one for another stack and for another checkout", () => {
    const names = [dockerName("dev", "/a"), dockerName("dev-2", "/a"), dockerName("dev", "/b")];
    expect(new Set(names).size).toBe(3);
  });
});
