import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { securityHub } from "../../control-lists.ts";
import { types } from "../../resource-types.ts";

export const rdsProxyRequireTls = eachResource({
  id: "rds-proxy-require-tls",
  title: "Proxies refuse connections without TLS",
  controls: securityHub("RDS.43"),
  severity: "mandatory",
  of: [types.proxy],
  check: (proxy) => mustBeTrue(proxy, "requireTls", "Set requireTls to true."),
});
