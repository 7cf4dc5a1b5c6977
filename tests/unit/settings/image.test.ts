import { describe, expect, it } from "vitest";
import { image } from "../../../settings/keys/image.ts";

describe("image", () => {
  it.each([
    "own",
    "postgres",
    "postgres:17",
    "pgvector/pgvector:pg17",
    "ghcr.io/some-team/postgres_17:v1.2.3-rc.1",
    "localhost:5000/postgres",
    "registry.example.com:443/a/b__c/d--e:Tag_1.x",
    `postgres@sha256:${"0f".repeat(32)}`,
    `postgres:17@sha256:${"0f".repeat(32)}`,
    `postgres:${"t".repeat(128)}`,
  ])("takes %s", (text) => {
    expect(image.parse(text)).toEqual({ value: text });
  });

  it.each([
    "",
    "Postgres",
    "a b",
    "postgres:",
    "postgres:-1",
    "postgres:17:18",
    `postgres:${"t".repeat(129)}`,
    "postgres@sha256:0f",
    `postgres@md5:${"0f".repeat(16)}`,
    "a//b",
    "/a",
    "a/",
    "a___b",
    "https://example.com/postgres",
    "postgres; rm -rf .",
    "$(id)",
    "postgres\n",
    // The Docker client would take them for options.
    "-v",
    "--privileged",
    "-v/etc",
  ])("refuses %j", (text) => {
    expect(image.parse(text)).toEqual({ problem: "not the name of an image" });
  });
});
