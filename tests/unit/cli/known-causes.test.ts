import { describe, expect, it } from "vitest";
import { knownCause } from "../../../cli/output/known-causes.ts";

const pulling = (image: string) =>
  `Unable to read Docker image into resource: unable to pull image ${image}: error pulling image ${image}: Error response from daemon: `;

/** Texts of Docker 20.10 behind Pulumi's docker provider 5.2.0, and what is made of them. */
const texts: readonly (readonly [name: string, text: string, what: string])[] = [
  [
    "a password that is not the server's",
    'error connecting to PostgreSQL server db.example (scheme: postgres): pq: password authentication failed for user "mcp_admin" (28P01)',
    "PostgreSQL at db.example refuses the password of mcp_admin, or was given none",
  ],
  [
    "a program that took the port",
    "Unable to start container: Error response from daemon: driver failed programming external connectivity on endpoint pgstack-dev-78600da5 (8ac49fce4eea82566e7ff8dcd4f27476b70db0d2264128fef455f99033c2bcbf): Error starting userland proxy: listen tcp4 127.0.0.1:25999: bind: address already in use",
    "port 25999 was taken by another program in the meantime",
  ],
  [
    "somebody's container",
    'Unable to create container: Error response from daemon: Conflict. The container name "/pgstack-dev-78600da5" is already in use by container "22383ae70f509afbe0919696a6d4403ec5e1f0cf51884c0a14846dd164dcbace". You have to remove (or rename) that container to be able to reuse that name.',
    "a container of somebody else's is called pgstack-dev-78600da5",
  ],
  [
    "somebody's network",
    "Unable to create network: Error response from daemon: network with name pgstack-dev-78600da5 already exists",
    "a network of somebody else's is called pgstack-dev-78600da5",
  ],
  [
    "no network to the registry",
    `${pulling("no-such-image:17")}Get "https://registry.example/v2/": dial tcp: lookup registry.example on 192.0.2.53:53: no such host`,
    "the image no-such-image:17 is not on this machine, and its registry registry.example cannot be reached",
  ],
  [
    "no registry there",
    `${pulling("localhost:5999/x:17")}Get "http://localhost:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused`,
    "the image localhost:5999/x:17 is not on this machine, and its registry localhost:5999 cannot be reached",
  ],
  [
    "a repository that is not there",
    `${pulling("localhost:5999/gone:17")}name unknown`,
    "there is no image localhost:5999/gone:17",
  ],
  [
    "a tag that is not there",
    `${pulling("localhost:5999/notag:17")}manifest unknown`,
    "there is no image localhost:5999/notag:17",
  ],
  [
    "an image that is not for everybody",
    `${pulling("localhost:5999/denied:17")}denied`,
    "the registry does not hand out the image localhost:5999/denied:17: it is not there, or not for everybody",
  ],
  [
    "a registry that wants a password",
    `${pulling("localhost:5999/auth:17")}unauthorized`,
    "the registry does not hand out the image localhost:5999/auth:17: it is not there, or not for everybody",
  ],
  [
    "a container that stays unhealthy",
    "container failed to be in healthy state",
    "the server in the container does not come to answer",
  ],
  [
    "a container that was removed meanwhile",
    "error inspecting container state: Error response from daemon: No such container: 45628f44d0dc73d4c15909b572a77dfac03887145fb520e122a4615415c0bd2c",
    "the server in the container does not come to answer",
  ],
  [
    "a daemon that is gone",
    "docker native provider returned an unexpected error from Configure: failed to connect to any docker daemon",
    "the Docker daemon does not answer any more",
  ],
  [
    "a server that is not there for the postgresql provider",
    "error connecting to PostgreSQL server 127.0.0.1 (scheme: postgres): dial tcp 127.0.0.1:24136: connect: connection refused",
    "PostgreSQL at 127.0.0.1:24136 does not answer",
  ],
  [
    "a server that is not there for our own plug-in",
    "postgresql://mcp_admin@127.0.0.1:24136/mcp_db: the server does not answer (ECONNREFUSED)\n  Run `npm run up`: it brings the server back. `npx pgstack doctor` says what is wrong.",
    "PostgreSQL at 127.0.0.1:24136 does not answer",
  ],
];

describe("knownCause", () => {
  it("lays a plug-in that is missing to the machine, and to no resource", () => {
    const text =
      "Could not automatically download and install resource plugin 'pulumi-resource-aws' at version v7.48.0, install the plugin using `pulumi plugin install resource aws v7.48.0`: error downloading provider aws to file: failed to download plugin: aws-7.48.0: failed all 5 attempts";
    expect(knownCause(text)).toMatchObject({
      what: "Pulumi's plug-in aws 7.48.0 is not installed, and cannot be downloaded",
      ofMachine: true,
    });
  });

  it.each(texts)("names %s", (_name, text, what) => {
    expect(knownCause(text)?.what).toBe(what);
  });

  it("says nothing of what it does not know", () => {
    expect(knownCause("Unable to create container: Error response from daemon: boom")).toBeUndefined();
  });
});
