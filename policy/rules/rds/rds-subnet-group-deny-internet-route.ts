import { eachResource } from "../../checks/each-resource.ts";
import { securityHub } from "../../control-lists.ts";
import { fail, pass, unknown } from "../../finding.ts";
import type { Plan, PlannedResource } from "../../planned-resource.ts";
import { linkOf, satellitesOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const rdsSubnetGroupDenyInternetRoute = eachResource({
  id: "rds-subnet-group-deny-internet-route",
  title: "Subnets of servers have no route to the internet",
  controls: securityHub("RDS.46"),
  severity: "mandatory",
  of: [types.subnetGroup],
  check: (group, plan) => {
    const { to } = linkOf(plan, group, "subnetIds", [types.subnet], ["id"]);
    if (to.length === 0) return unknown("its subnets are not made here: their routes are not in the plan");
    const exits = to.map((subnet) => ({ subnet, exit: exitOf(plan, subnet) }));
    const open = exits.find(({ exit }) => exit === "internet");
    if (open !== undefined)
      return fail(
        `${open.subnet.name} has a route to an internet gateway`,
        "Put the server into subnets without one.",
      );
    return exits.some(({ exit }) => exit === "not known")
      ? unknown("where a route of its subnets leads is known only when it is made")
      : pass("no subnet of it has a route to an internet gateway");
  },
});

type Exit = "internet" | "none" | "not known";

/** Where the routes of a subnet's tables lead. Without a table of its own it has the VPC's, which is local at first. */
function exitOf(plan: Plan, subnet: PlannedResource): Exit {
  const associations = satellitesOf(plan, subnet, {
    type: types.routeTableAssociation,
    property: "subnetId",
    names: ["id"],
  });
  const tables = associations.to.flatMap(
    (each) => linkOf(plan, each, "routeTableId", [types.routeTable], ["id"]).to,
  );
  const routes = tables.flatMap((table) => [
    exitBy(plan, table, "routes"),
    ...satellitesOf(plan, table, { type: types.route, property: "routeTableId", names: ["id"] }).to.map(
      (route) => exitBy(plan, route, "gatewayId"),
    ),
  ]);
  if (routes.includes("internet")) return "internet";
  return !associations.sure || routes.includes("not known") ? "not known" : "none";
}

function exitBy(plan: Plan, from: PlannedResource, property: string): Exit {
  const { to, sure } = linkOf(plan, from, property, [types.internetGateway], ["id"]);
  if (to.length > 0 || JSON.stringify(from.inputs[property] ?? null).includes('"igw-')) return "internet";
  return sure ? "none" : "not known";
}
