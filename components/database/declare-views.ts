import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { Schema } from "../../model/database-model.ts";
import type { MaterializedView as DeclaredView } from "../../model/materialized-view.ts";
import { refreshJobName } from "../../model/refresh-job-name.ts";
import { Job } from "../../provider/resources/job/resource.ts";
import { MaterializedView } from "../../provider/resources/materialized-view/resource.ts";
import { refreshView } from "../../sql/materialized-view/refresh-view.ts";
import type { Scheduler } from "./scheduler.ts";

/** Materialized views of a schema by name; one whose query names an earlier one is made after it. */
export function declareViews(
  { name: schema, owner, materializedViews = [] }: Schema,
  inside: CustomResourceOptions & { dependsOn: Resource[] },
): Map<string, MaterializedView> {
  const views = new Map<string, MaterializedView>();
  for (const { name, query, key, comment, refresh = {} } of materializedViews) {
    const { concurrently, maxAge } = refresh;
    const words = new Set(query.match(/\w+/g));
    const named = [...views].filter(([earlier]) => words.has(earlier)).map(([, view]) => view);
    const view = new MaterializedView(
      `${schema}-${name}`,
      { schema, name, owner, query, key, comment, concurrently, maxAge },
      { ...inside, dependsOn: [...inside.dependsOn, ...named] },
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
