import { describe, expect, it } from "vitest";
import { linkOf, satellitesOf } from "../../policy/reading/links.ts";
import { types } from "../../policy/resource-types.ts";
import { later, planOf, resource } from "./planned.ts";

const bucket = resource(types.bucket, "exports", { bucket: "mcp-demo-exports" });
const other = resource(types.bucket, "trail", { bucket: later });
const topic = resource(types.topic, "alarms");
const logging = (inputs: Parameters<typeof resource>[2], links?: Parameters<typeof resource>[3]) =>
  resource(types.bucketLogging, "exports-log", inputs, links);
const linked = (from: ReturnType<typeof logging>) =>
  linkOf(planOf(bucket, other, topic, from), from, "bucket", [types.bucket], ["bucket"]);

describe("linkOf", () => {
  it("follows where a value comes from", () => {
    expect(linked(logging({}, { bucket: [bucket] }))).toEqual({ to: [bucket], sure: true });
  });

  it("knows a resource by its name", () => {
    expect(linked(logging({ bucket: "mcp-demo-exports" }))).toEqual({ to: [bucket], sure: true });
  });

  it("is sure that what is known, or comes from elsewhere, refers to nothing of the type", () => {
    expect(linked(logging({ bucket: "another" }))).toEqual({ to: [], sure: true });
    expect(linked(logging({}, { bucket: [topic] }))).toEqual({ to: [], sure: true });
    expect(linked(logging({}))).toEqual({ to: [], sure: true });
  });

  it("is not sure of a value that is not known and comes from nowhere", () => {
    expect(linked(logging({ bucket: later }))).toEqual({ to: [], sure: false });
    expect(linked(logging({ bucket: `${later}-exports` }))).toEqual({ to: [], sure: false });
  });
});

describe("satellitesOf", () => {
  it("finds what belongs to a resource, and whether there may be more", () => {
    const sure = logging({}, { bucket: [bucket] });
    const plan = planOf(bucket, sure, logging({ bucket: later }));
    const link = { type: types.bucketLogging, property: "bucket", names: ["bucket"] };
    expect(satellitesOf(plan, bucket, link)).toEqual({ to: [sure], sure: false });
    expect(satellitesOf(planOf(bucket), bucket, link)).toEqual({ to: [], sure: true });
  });
});
