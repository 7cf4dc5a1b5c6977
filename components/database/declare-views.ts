import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { Schema } from "../../model/database-model.ts";
import type { MaterializedView as DeclaredView } from "../../model/materialized-view.ts";
import { refreshJobName } from "../../model/refresh-job-name.ts";
import { Job } from "../../provider/resources/job/resource.ts";
import { MaterializedView } from "../../provider/resources/materialized-view/resource.ts";
import { refreshView } from "../../sql/materialized-view/refresh-view.ts";
import type { Scheduler } from "./scheduler.ts";

/**
 * Materialized views of a schema by name; one whose query names an earlier one is made after it, and one that names an earlier
 * schema after what that has.
 *
 * @param earlier what has to be there before a query can read a schema, by the schema's name
 */
export function declareViews(
  { name: schema, owner, materializedViews = [] }: Schema,
  inside: CustomResourceOptions & { dependsOn: Resource[] },
  earlier: ReadonlyMap<string, readonly Resource[]>,
): Map<string, MaterializedView> {
  const views = new Map<string, MaterializedView>();
  for (const { name, query, key, comment, refresh = {} } of materializedViews) {
    const { concurrently, maxAge } = refresh;
    // Too many rather than too few: a name may stand in a longer one, and what has no schema may be of `public`.
    const named = [...views].filter(([before]) => query.includes(before)).map(([, view]) => view);
    const read = [...earlier].filter(([other]) => other === "public" || query.includes(other));
    const view = new MaterializedView(
      `${schema}-${name}`,
      { schema, name, owner, query, key, comment, concurrently, maxAge },
      { ...inside, dependsOn: [...inside.dependsOn, ...named, ...read.flatMap(([, needs]) => needs)] },
    );
    views.set(name, view);
  }
  return views;
}

/** A job for each view that the server refreshes by itself. */
export function declareRefreshes(
  { name: schema, materializedViews = [] }: Schema,
  scheduler: Scheduler,
  { parent, needs }: { parent: Resource; needs: readonly Resource[] },
): Job[] {
  const onSchedule = materializedViews.flatMap((view) => {
    const schedule = view.refresh?.schedule;
    return schedule === undefined ? [] : [{ view, schedule }];
  });
  return onSchedule.map(
    ({ view, schedule }) =>
      new Job(
        `${schema}-${view.name}-refresh`,
        {
          name: refreshJobName(schema, view.name),
          schedule,
          command: commandOf(schema, view),
          database: scheduler.database,
        },
        { ...scheduler.onServer, parent, dependsOn: [...scheduler.needs, ...needs] },
      ),
  );
}

function commandOf(schema: string, { name, comment, refresh }: DeclaredView): string {
  return refreshView({ schema, name, comment, concurrently: refresh?.concurrently });
}
