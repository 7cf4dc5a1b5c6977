import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import {
  ComponentResource,
  Config,
  getProject,
  getStack,
  interpolate,
  log,
  output,
  runtime,
} from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { describe, expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";
import { UserError } from "../../../errors/user-error.ts";
import { isOffline } from "../../../settings/offline.ts";
import { alone } from "./alone.ts";
import { smallPassword, smallStack } from "./small-stack.ts";

const urn = (path: string) => `urn:pulumi:dev::pgstack::${path}`;
const inServer = (type: string, name = "server") => urn(`test:index:SmallServer$${type}::${name}`);

describe("a plan made offline", () => {
  it("has every resource with its type, name and parent, each after its parent", async () => {
    const { resources } = await planOffline("dev", { program: smallStack });
    const server = urn("test:index:SmallServer::server");
    const stack = urn("pulumi:pulumi:Stack::pgstack-dev");
    expect(resources.map(({ type, name, parent }) => [type, name, parent])).toEqual([
      ["pulumi:pulumi:Stack", "pgstack-dev", undefined],
      ["pulumi:providers:aws", "home", stack],
      ["test:index:SmallServer", "server", stack],
      ["aws:cloudwatch/logGroup:LogGroup", "server", server],
      ["aws:ec2/securityGroup:SecurityGroup", "server", server],
      ["aws:kms/key:Key", "server", server],
      ["aws:rds/instance:Instance", "server", server],
      ["aws:rds/parameterGroup:ParameterGroup", "server", server],
      ["aws:rds/subnetGroup:SubnetGroup", "server", server],
      ["aws:s3/bucket:Bucket", "server-export", server],
      ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "server-export", server],
      [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "server-export",
        server,
      ],
      ["aws:s3/bucketVersioning:BucketVersioning", "server-export", server],
      ["aws:secretsmanager/secret:Secret", "server-admin", server],
      ["aws:secretsmanager/secretVersion:SecretVersion", "server-admin", server],
      ["aws:sns/topic:Topic", "server-alarms", server],
      ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "server-clients", server],
    ]);
  });

  it("has the inputs, what comes from another resource marked, and what is secret hidden", async () => {
    const { resources, outputs } = await planOffline("dev", { program: smallStack });
    const instance = resources.find(({ type }) => type === "aws:rds/instance:Instance");
    expect(instance).toEqual({
      urn: inServer("aws:rds/instance:Instance"),
      type: "aws:rds/instance:Instance",
      name: "server",
      parent: urn("test:index:SmallServer::server"),
      component: false,
      protect: true,
      dependencies: [
        inServer("aws:cloudwatch/logGroup:LogGroup"),
        inServer("aws:ec2/securityGroup:SecurityGroup"),
        inServer("aws:kms/key:Key"),
        inServer("aws:rds/parameterGroup:ParameterGroup"),
        inServer("aws:rds/subnetGroup:SubnetGroup"),
      ],
      propertyDependencies: {
        dbSubnetGroupName: [inServer("aws:rds/subnetGroup:SubnetGroup")],
        kmsKeyId: [inServer("aws:kms/key:Key")],
        parameterGroupName: [inServer("aws:rds/parameterGroup:ParameterGroup")],
        vpcSecurityGroupIds: [inServer("aws:ec2/securityGroup:SecurityGroup")],
      },
      inputs: {
        allocatedStorage: 100,
        dbSubnetGroupName: "(unknown)",
        deletionProtection: true,
        enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
        engine: "postgres",
        engineVersion: "17",
        identifier: "small",
        instanceClass: "db.r7g.large",
        kmsKeyId: "(unknown)",
        multiAz: true,
        parameterGroupName: "small-17",
        password: "(secret)",
        publiclyAccessible: false,
        storageEncrypted: true,
        tags: { Environment: "test" },
        username: "mcp_admin",
        vpcSecurityGroupIds: ["(unknown)"],
      },
      provider: urn("pulumi:providers:aws::home"),
    });
    expect(outputs).toEqual({ address: "(unknown)", password: "(secret)" });
    expect(JSON.stringify([resources, outputs])).not.toContain(smallPassword);
  });

  it("is the same each time, and leaves nothing behind in the process", async () => {
    const before = {
      stack: getStack(),
      project: getProject(),
      dryRun: runtime.isDryRun(),
      offline: isOffline(),
    };
    const listeners = process.listenerCount("unhandledRejection");
    const [one, other] = await Promise.all([
      planOffline("dev", { program: smallStack }),
      planOffline("dev", { program: smallStack }),
    ]);
    expect(one).toEqual(other);
    expect(one.resources).toHaveLength(17);
    expect({
      stack: getStack(),
      project: getProject(),
      dryRun: runtime.isDryRun(),
      offline: isOffline(),
    }).toEqual(before);
    expect(process.listenerCount("unhandledRejection")).toBe(listeners);
  });

  it("runs the program with the engine's configuration, as a preview", async () => {
    const seen: unknown[] = [];
    await planOffline("dev", {
      settings: { "pgstack:port": "5433" },
      program: async () => {
        const config = new Config("pgstack");
        seen.push(getStack(), getProject(), runtime.isDryRun(), isOffline());
        seen.push(config.get("server"), config.get("memory"), config.get("port"), config.get("demoData"));
      },
    });
    expect(seen).toEqual(["dev", "pgstack", true, true, "auto", "512MB", "5433", "true"]);
  });

  it("gives a nested resource the types of all its parents, and its parent's protection", async () => {
    class Outer extends ComponentResource {
      constructor() {
        super("test:index:Outer", "outer", {}, { protect: true });
        new Inner(this);
      }
    }
    class Inner extends ComponentResource {
      constructor(parent: ComponentResource) {
        super("test:index:Inner", "inner", {}, { parent });
        new Key("key", {}, { parent: this });
      }
    }
    const { resources } = await planOffline("dev", { program: async () => void new Outer() });
    expect(resources.map((resource) => [resource.urn, resource.protect])).toEqual([
      [urn("pulumi:pulumi:Stack::pgstack-dev"), false],
      [urn("test:index:Outer::outer"), true],
      [urn("test:index:Outer$test:index:Inner::inner"), true],
      [urn("test:index:Outer$test:index:Inner$aws:kms/key:Key::key"), true],
    ]);
  });

  it("knows the account where a setting says it, and else does not", async () => {
    const program = async () => ({ account: getCallerIdentityOutput().accountId });
    expect((await planOffline("dev", { program })).outputs).toEqual({ account: "(unknown)" });
    const settings = { "pgstack:accountId": "123456789012" };
    expect((await planOffline("dev", { program, settings })).outputs).toEqual({ account: "123456789012" });
  });

  it("hides what a resource's class says is secret, before it is known", async () => {
    const program = async () => {
      const { result } = new RandomPassword("generated", { length: 33 });
      new SecretVersion("admin", { secretId: "admin", secretString: interpolate`password ${result}` });
      return { result };
    };
    const { resources, outputs } = await planOffline("dev", { program });
    expect(resources.find(({ name }) => name === "admin")?.inputs).toEqual({
      secretId: "admin",
      secretString: "(secret)",
    });
    expect(outputs).toEqual({ result: "(secret)" });
  });

  it("brings along what the program says", async () => {
    const program = async () => {
      await log.info("taken for granted");
      await log.warn("old");
    };
    expect((await planOffline("dev", { program })).notes).toEqual(["taken for granted", "old"]);
  });
});

describe("a plan that cannot be made", () => {
  it("fails with the program's own mistake", async () => {
    const mistake = new UserError("17 is no class", { where: "pgstack:instanceClass" });
    const program = () => Promise.reject(mistake);
    await expect(alone(() => planOffline("dev", { program }))).rejects.toBe(mistake);
    expect((await planOffline("dev", { program: smallStack })).resources).toHaveLength(17);
  });

  it("fails with an output that fails, whoever takes it", async () => {
    const mistake = new UserError("no such key");
    const asInput = async () => void new LogGroup("logs", { kmsKeyId: output(Promise.reject(mistake)) });
    await expect(alone(() => planOffline("dev", { program: asInput }))).rejects.toBe(mistake);
    const byNobody = async () => void output("key").apply(() => Promise.reject(new Error("of nobody")));
    await expect(alone(() => planOffline("dev", { program: byNobody }))).rejects.toThrow("of nobody");
  });

  it("fails where the program waits for what never comes, and says what waits", async () => {
    const never = new Promise<string>(() => undefined);
    const program = async () => void new LogGroup("logs", { kmsKeyId: never });
    await expect(alone(() => planOffline("dev", { program, limit: 300 }))).rejects.toThrow(
      /the program waits for what never comes[\s\S]*"logs" \[aws:cloudwatch\/logGroup:LogGroup\] was waiting for the value of its input property "kmsKeyId"/,
    );
  });

  it("fails where two resources have one URN", async () => {
    const program = async () => {
      new Key("key", {});
      new Key("key", {});
    };
    await expect(alone(() => planOffline("dev", { program }))).rejects.toThrow(
      `two resources have the URN ${urn("aws:kms/key:Key::key")}`,
    );
  });

  it("fails with what the program logs as an error", async () => {
    const program = async () => void (await log.error("that will not do"));
    await expect(planOffline("dev", { program })).rejects.toThrow("stack dev: that will not do");
  });

  it("lists the mistakes of a stack's file before the program runs", async () => {
    let ran = false;
    const program = async () => {
      ran = true;
    };
    await expect(planOffline("nowhere", { program })).rejects.toThrow("Pulumi.nowhere.yaml: no such file");
    expect(ran).toBe(false);
  });
});
