import { describe, expect, it } from "vitest";
import { job, type Step, setupText, workflow, workflowTexts } from "./workflow.ts";

const names = Object.keys(workflowTexts).sort();
const ours = names.filter((name) => name !== "pull-request");
const stepsOf = (name: string): Step[] => Object.values(workflow(name).jobs).flatMap(({ steps }) => steps);
const scripts = (steps: readonly Step[]) => steps.map(({ run = "" }) => run).join("\n");

describe("every workflow", () => {
  it("is one of these", () => {
    expect(names).toEqual(["deploy", "drift", "preview", "pull-request", "smoke"]);
  });

  it.each(names)("%s uses actions at a full version, or the checkout's own", (name) => {
    const used = [workflowTexts[name], setupText].flatMap((text) =>
      [...(text ?? "").matchAll(/uses: (?<action>\S+)/g)].map(({ groups }) => groups?.action ?? ""),
    );
    expect(used.length).toBeGreaterThan(1);
    for (const action of used) expect(action).toMatch(/^\.\/\.github\/actions\/setup$|@v\d+\.\d+\.\d+$/);
  });

  it.each(names)("%s never runs a fork's code with this repository's rights", (name) => {
    expect(Object.keys(workflow(name).on)).not.toContain("pull_request_target");
    expect(Object.keys(workflow(name).on)).not.toContain("workflow_run");
  });

  it.each(ours)("%s gives rights job by job, and to no job more than it needs", (name) => {
    const { permissions, jobs } = workflow(name);
    expect(permissions).toEqual({});
    for (const { permissions: own = {}, steps } of Object.values(jobs)) {
      expect(own.contents).toBe("read");
      // Whoever takes a role needs a token for it, and nobody else.
      const takesRole = steps.some(({ uses = "" }) =>
        uses.startsWith("aws-actions/configure-aws-credentials@"),
      );
      expect(own["id-token"]).toBe(takesRole ? "write" : undefined);
      const others = Object.keys(own).filter((key) => !["contents", "id-token"].includes(key));
      const needed = scripts(steps).includes("comment.sh")
        ? ["pull-requests"]
        : scripts(steps).includes("drift-issue.sh")
          ? ["issues"]
          : [];
      expect(others).toEqual(needed);
    }
  });

  it.each(ours)("%s keeps no token in the checkout, and ends", (name) => {
    for (const step of stepsOf(name))
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
    for (const { "timeout-minutes": minutes } of Object.values(workflow(name).jobs))
      expect(minutes).toBeGreaterThan(0);
  });

  it.each(names)("%s puts no expression into a script", (name) => {
    expect(scripts(stepsOf(name))).not.toContain("${{");
  });
});

describe("preview", () => {
  it("gives forks nothing but the offline plan: no secret, no role, no right to write", () => {
    const guard = /pull_request\.head\.repo\.full_name == github\.repository/;
    for (const [name, { if: condition = "", steps, permissions, env = {} }] of Object.entries(
      workflow("preview").jobs,
    )) {
      const text = JSON.stringify({ steps, env });
      if (guard.test(condition)) continue;
      expect(text, name).not.toContain("secrets.");
      expect(text, name).not.toContain("vars.");
      expect(permissions?.["id-token"], name).toBeUndefined();
    }
    expect(job("preview", "prod").if).toMatch(guard);
    expect(scripts(job("preview", "offline").steps)).toContain("preview --stack prod --offline --json");
  });

  it("comments where it may, from its own repository alone", () => {
    const comment = job("preview", "review").steps.find(({ run = "" }) => run.includes("comment.sh"));
    expect(comment?.if).toBe("env.OWN == 'true'");
    expect(job("preview", "review").env?.OWN).toMatch(/head\.repo\.full_name == github\.repository/);
  });

  it("fails when a preview failed or something stands against the change", () => {
    const { steps } = job("preview", "review");
    const judge = steps.at(-1);
    expect(judge?.name).toBe("Judge");
    expect(judge?.run).toContain("failure");
    expect(judge?.run).toContain('exit "$CODE"');
  });

  it("runs the newest commit alone", () => {
    expect(workflow("preview").concurrency).toEqual({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
      group: "preview-${{ github.event.pull_request.number }}",
      "cancel-in-progress": true,
    });
  });
});

describe("production's engine", () => {
  const engine = /^pulumi (preview|up|destroy) --stack prod\b/m;
  const steps = names.flatMap((name) =>
    stepsOf(name).flatMap(({ name: step = "", run = "" }) => (engine.test(run) ? [{ name, step, run }] : [])),
  );

  it("is run by these steps", () => {
    expect(steps.map(({ name, step }) => `${name}: ${step}`)).toEqual([
      "deploy: Plan",
      "deploy: Apply",
      "deploy: Nothing is left to do",
      "drift: Compare",
      "preview: Preview",
      "smoke: Up",
      "smoke: No change",
      "smoke: No change after the rotation",
      "smoke: No change after the failover",
      "smoke: Destroy",
    ]);
  });

  // A pull request's role may not read it, and a preview that refreshes nothing connects to no server.
  it.each(steps.filter(({ name }) => name !== "preview"))(
    "finds the administrator's password in $name: $step",
    ({ run }) => {
      const lines = run.split("\n");
      const prepared = lines.indexOf('eval "$(npx pgstack env --stack prod)"');
      expect(prepared).toBeGreaterThanOrEqual(0);
      expect(lines.findIndex((line) => engine.test(line))).toBeGreaterThan(prepared);
    },
  );
});

describe("deploy", () => {
  it("applies the very plan that was approved, and none when main moved on", () => {
    const plan = scripts(job("deploy", "plan").steps);
    const { environment, needs, steps } = job("deploy", "apply");
    const apply = scripts(steps);
    expect(plan).toContain("--save-plan plan.json");
    expect(plan).toContain("sha256sum plan.json");
    expect(environment).toBe("production");
    expect(needs).toBe("plan");
    expect(apply).toContain("pulumi up --stack prod --plan plan.json --yes");
    const order = ["git/ref/heads/main", "sha256sum --check", "pulumi up", "--expect-no-changes"].map(
      (part) => apply.indexOf(part),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  it("plans with the role that reads and applies with the one that writes", () => {
    const role = (name: string) =>
      job("deploy", name).steps.find(({ uses = "" }) => uses.includes("configure-aws-credentials"))?.with?.[
        "role-to-assume"
      ];
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
    expect(role("plan")).toBe("${{ vars.DRIFT_ROLE_ARN }}");
    expect(role("apply")).toBe("${{ vars.DEPLOY_ROLE_ARN }}");
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
    expect(job("deploy", "plan").environment).toBeUndefined();
  });

  it("does one after the other", () => {
    expect(workflow("deploy").concurrency).toEqual({ group: "deploy-prod", "cancel-in-progress": false });
  });
});

describe("drift", () => {
  it("compares with what is there, each day, and tells a difference from a failure", () => {
    expect(workflow("drift").on.schedule).toEqual([{ cron: "17 5 * * *" }]);
    const compare = scripts(job("drift", "compare").steps);
    expect(compare).toContain("--refresh --expect-no-changes");
    expect(compare).toContain("but changes were proposed");
  });
});

describe("smoke", () => {
  it("is started by hand alone", () => {
    expect(Object.keys(workflow("smoke").on)).toEqual(["workflow_dispatch"]);
  });

  it("costs no more than was said, before anything is made, and destroys whatever happened", () => {
    const { steps } = job("smoke", "smoke");
    const index = (part: string) => steps.findIndex(({ run = "" }) => run.includes(part));
    expect(steps[index("--cap")]?.run).toBe('npx pgstack cost --stack prod --hours "$HOURS" --cap "$CAP"');
    expect(index("--cap")).toBeLessThan(index("pulumi up"));
    const order = [
      "pulumi up",
      "--expect-no-changes",
      "rotate-secret",
      "--force-failover",
      "pulumi destroy",
    ].map(index);
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    const [destroy, rest] = steps.slice(-2);
    expect(destroy?.run).toContain("pulumi destroy --stack prod --yes");
    expect(rest?.run).toContain("aws rds delete-db-snapshot ");
    expect(rest?.run).toContain("aws rds delete-db-instance-automated-backup ");
    for (const step of [destroy, rest]) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
      expect(step?.if).toBe("${{ always() && steps.up.outcome != 'skipped' }}");
    }
  });

  it("uses the account that was named, and a state of its own", () => {
    expect(scripts(job("smoke", "smoke").steps.slice(0, 1))).toContain('"arn:aws:iam::$ACCOUNT:role/"*');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's, not TypeScript's.
    expect(job("smoke", "smoke").env?.PULUMI_BACKEND_URL).toBe("${{ vars.SMOKE_BACKEND_URL }}");
  });
});
