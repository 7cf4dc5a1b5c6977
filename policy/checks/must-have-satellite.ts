import { fail, pass, unknown, type Verdict } from "../finding.ts";
import type { Plan, PlannedResource } from "../planned-resource.ts";
import { satellitesOf } from "../reading/links.ts";
import { shortType } from "../resource-types.ts";

interface Satellite {
  readonly type: string;
  /** Input of it that names the resource. */
  readonly property: string;
  /** Inputs of the resource that the value may be. */
  readonly names?: readonly string[];
  readonly mend: string;
  /** What it has to be like. @default its being there is enough */
  readonly like?: (satellite: PlannedResource) => Verdict;
}

/** Another resource completes this one. */
export function mustHaveSatellite(
  plan: Plan,
  resource: PlannedResource,
  { type, property, names, mend, like = ({ name }) => pass(`${name} sees to it`) }: Satellite,
): Verdict {
  const { to, sure } = satellitesOf(plan, resource, { type, property, names: names ?? [] });
  const [first] = to;
  if (first !== undefined) return like(first);
  return sure
    ? fail(`no ${shortType(type)} belongs to it`, mend)
    : unknown(`which resource an ${shortType(type)} belongs to is known only when it is made`);
}
