import { describe, expect, it } from "vitest";
import { causesOf } from "../../../cli/output/engine-error.ts";

const container =
  "urn:pulumi:dev::pgstack::pgstack:index:LocalPostgres$docker:index/container:Container::server";
const network =
  "urn:pulumi:dev::pgstack::pgstack:index:LocalPostgres$docker:index/network:Network::server-network";
const daemon =
  "Unable to start container: Error response from daemon: driver failed programming external connectivity on endpoint pgstack-dev-78600da5 (8ac49fce4eea82566e7ff8dcd4f27476b70db0d2264128fef455f99033c2bcbf): Error starting userland proxy: listen tcp4 127.0.0.1:25999: bind: address already in use";
const taken =
  "Unable to create network: Error response from daemon: network with name pgstack-dev-78600da5 already exists";

describe("causesOf", () => {
  it("takes a bridged provider's cause out of its log line and its nested lists, once", () => {
    expect(
      causesOf([
        {
          urn: container,
          text: `  sdk-v2/provider2.go:571: sdk.helper_schema: ${daemon}: provider=docker@5.2.0\n`,
        },
        {
          urn: container,
          text: `1 error occurred:\n\t* creating ${container}: 1 error occurred:\n\t* ${daemon}\n\n\n\n\n`,
        },
        { urn: undefined, text: "update failed\n" },
      ]),
    ).toEqual([{ urn: container, text: daemon }]);
  });

  it("names the property that a check refuses, without its value and what the engine says around it", () => {
    const urn = "urn:pulumi:dev::pgstack::pgstack:index:Index::by-hand";
    const refused = (value: string) =>
      `pgstack:index:Index resource 'by-hand': property keys[0] value ${value} has a problem: there is no column a. Did you mean b?`;
    const text = "keys[0]: there is no column a. Did you mean b?";
    expect(causesOf([{ urn, text: refused("{<nil>}") }])).toEqual([{ urn, text }]);
    expect(causesOf([{ urn, text: refused("{[{map[column:\nx]}]}") }])).toEqual([{ urn, text }]);
  });

  it("keeps the causes of two resources apart, and the order they came in", () => {
    const line = (text: string) =>
      `  sdk-v2/provider2.go:571: sdk.helper_schema: ${text}: provider=docker@5.2.0\n`;
    expect(
      causesOf([
        { urn: network, text: line(taken) },
        { urn: container, text: line(daemon) },
        { urn: network, text: `1 error occurred:\n\t* ${taken}\n\n\n` },
      ]),
    ).toEqual([
      { urn: network, text: taken },
      { urn: container, text: daemon },
    ]);
  });

  it("leaves what the program and our own plug-in say as it is, and says it once", () => {
    const said =
      "pgstack:server: docker: there is no docker server to be had: no daemon answers (tcp://127.0.0.1:1)\n  DOCKER_HOST names this address: correct it, or start the daemon there. Or set pgstack:server to auto.";
    const stack = "urn:pulumi:dev::pgstack::pulumi:pulumi:Stack::pgstack-dev";
    expect(
      causesOf([
        { urn: undefined, text: `${said}\n` },
        { urn: stack, text: `${said}\n` },
      ]),
    ).toEqual([{ urn: undefined, text: said }]);
  });
});
