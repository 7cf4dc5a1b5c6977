import { types } from "../../../policy/resource-types.ts";
import { resource } from "../planned.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
export const server = (inputs: Inputs, links?: Links) => resource(types.instance, "server", inputs, links);
export const replica = (inputs: Inputs, links?: Links) =>
  resource(types.instance, "replica-1", { replicateSourceDb: "mcp-demo-prod", ...inputs }, links);
export const reader = (inputs: Inputs) => resource(types.clusterInstance, "reader-1", inputs);
export const key = resource(types.key, "storage-key");
export const named = { identifier: "mcp-demo-prod" };
export const group = (parameters: readonly object[] | string) =>
  resource(types.parameterGroup, "server-parameters", { name: "pg17", parameters: parameters as never });
export const subnet = resource(types.subnet, "private-a");
export const subnets = (inputs: Inputs, links?: Links) =>
  resource(types.subnetGroup, "server-subnets", inputs, links);
export const table = (inputs: Inputs, links?: Links) => resource(types.routeTable, "private", inputs, links);
export const association = (of: ReturnType<typeof table>) =>
  resource(types.routeTableAssociation, "private-a", {}, { subnetId: [subnet], routeTableId: [of] });
export const gateway = resource(types.internetGateway, "gateway");
export const open = table({}, { routes: [gateway] });
export const closed = table({ routes: [] });
export const selection = (inputs: Inputs, links?: Links) =>
  resource(types.backupSelection, "databases", inputs, links);
