import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { missingPlugIns, unobtainablePlugIns } from "../../../machine/plug-ins.ts";
import { temporaryFolder } from "../../integration/cli/temporary-folder.ts";

const docker = { name: "docker", version: "4.5.6" };
const random = { name: "random", version: "1.2.3" };

describe("plug-ins of Pulumi's", () => {
  let home: string;
  beforeEach(() => {
    home = temporaryFolder();
    vi.stubEnv("PULUMI_HOME", home);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  const install = (folder: string) => mkdirSync(join(home, "plugins", folder), { recursive: true });

  it("are looked for where PULUMI_HOME says", () => {
    expect(missingPlugIns([docker, random])).toEqual([docker, random]);
    install("resource-docker-v4.5.6");
    expect(missingPlugIns([docker, random])).toEqual([random]);
  });

  it("are missing in another version, or as a plug-in of another kind", () => {
    install("resource-docker-v4.5.7");
    install("resource-docker-v4.5.6-alpha");
    install("language-docker-v4.5.6");
    expect(missingPlugIns([docker])).toEqual([docker]);
  });

  it("are looked for in the home folder when PULUMI_HOME is empty, as the engine does", () => {
    vi.stubEnv("PULUMI_HOME", "");
    vi.stubEnv("HOME", home);
    mkdirSync(join(home, ".pulumi", "plugins", "resource-random-v1.2.3"), { recursive: true });
    expect(missingPlugIns([docker, random])).toEqual([docker]);
  });

  it("are obtainable when they can be downloaded, which is asked for what is missing alone", async () => {
    install("resource-random-v1.2.3");
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string, { method }: RequestInit) => {
      asked.push(`${method} ${url}`);
      return new Response(null, { status: 200 });
    });
    expect(await unobtainablePlugIns([docker, random])).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(
      /^HEAD https:\/\/get\.pulumi\.com\/releases\/plugins\/pulumi-resource-docker-v4\.5\.6-(linux|darwin|windows)-(amd64|arm64)\.tar\.gz$/,
    );
  });

  it("are unobtainable without a network, and when there is no such version", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed")));
    expect(await unobtainablePlugIns([docker, random])).toEqual([docker, random]);
    vi.stubGlobal("fetch", async () => new Response(null, { status: 404 }));
    expect(await unobtainablePlugIns([docker])).toEqual([docker]);
  });
});
