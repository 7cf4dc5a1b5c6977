import { describe, expect, it } from "vitest";
import { roleTarget } from "../../../cli/stack/role-target.ts";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";

const outputs = {
  ...{ host: "127.0.0.1", port: 6432, database: "app", tls: "verify-full", caFile: "tls/ca.crt" },
  direct: { host: "127.0.0.1", port: 5432 },
  admin: { user: "mcp_admin", credential: "file:admin.password" },
  roles: { mcp_app: { login: true, comment: "" }, mcp_owner: { login: false, comment: "" } },
  urls: { mcp_app: "postgresql://mcp_app:a%2Fb@127.0.0.1:6432/app?sslmode=verify-full" },
} as unknown as StackOutputs;
const place = { host: "127.0.0.1", port: 5432, database: "app", tls: "verify-full", caFile: "tls/ca.crt" };
const asAdmin = { ...place, user: "mcp_admin", credential: "file:admin.password" };

describe("working as a role, past a pooler", () => {
  it.each([
    ["mcp_admin", { target: asAdmin }],
    ["mcp_owner", { target: asAdmin, setRole: "mcp_owner" }],
  ])("as %s verifies the server by the stack's CA file", (role, expected) => {
    expect(roleTarget(outputs, "dev", role)).toEqual(expected);
  });

  it("takes a role's own password", async () => {
    const { target } = roleTarget(outputs, "dev", "mcp_app");
    expect(target).toEqual({ ...place, user: "mcp_app", credential: expect.any(Function) });
    expect(await (target.credential as () => Promise<string>)()).toBe("a/b");
  });

  it("knows no CA file where there is none", () => {
    const { caFile: _caFile, ...without } = outputs;
    expect(Object.keys(roleTarget(without, "dev", "mcp_admin").target)).not.toContain("caFile");
    expect(Object.keys(roleTarget({ ...outputs, caFile: "" }, "dev", "mcp_admin").target)).not.toContain(
      "caFile",
    );
  });
});
