import { runtime, secret } from "@pulumi/pulumi";
import { type Options, recordOptions } from "./record-options.ts";

/** What a program registered, in the terms a test asks in. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly options: Options;
}

/** What a server or a provider decides of a resource, by its type: outputs beside its inputs. */
export type Decided = Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;

/** Runs a program against mocks and returns every resource it registered, in order of registration. */
export async function registered(declare: () => unknown, more: Decided = {}): Promise<Registered[]> {
  const resources: Registered[] = [];
  let optionsOf: ReturnType<typeof recordOptions> | undefined;
  await runtime.setMocks({
    newResource: ({ type, name, inputs, id }: runtime.MockResourceArgs) => {
      resources.push({ type, name, inputs, options: optionsOf?.(type, name) ?? {} });
      return { id: id || `${name}-id`, state: { ...inputs, ...(more[type] ?? decided[type])?.(inputs) } };
    },
    call: ({ inputs }) => inputs,
  });
  optionsOf = recordOptions();
  await runtime.runInPulumiStack(async () => {
    await declare();
    return {};
  });
  // Registrations go on after the program's last line.
  await runtime.disconnect();
  return resources;
}

/** The password that is generated, wherever one is. */
export const generatedPassword = "Generated0Password0of0032letters";

/** What servers and providers decide, by type. */
const decided: Decided = {
  "pgstack:index:EmbeddedServer": () => ({
    status: "running",
    address: "127.0.0.1",
    adminCredential: "file:admin",
    systemIdentifier: "7",
    identity: "7/1",
  }),
  "pgstack:index:NativeServer": () => ({
    status: "running",
    address: "127.0.0.1",
    systemIdentifier: "7",
    identity: "7/1",
  }),
  "pgstack:index:RunningServer": () => ({ status: "running", systemIdentifier: "7" }),
  "pgstack:index:Certificates": ({ folder }) => ({
    caFile: `${folder}/ca.crt`,
    fingerprint: "5e1f",
    notAfter: "2027-01-01T00:00:00.000Z",
    status: "valid",
  }),
  "pgstack:index:PasswordFile": ({ path }) => ({ credential: `file:${path}` }),
  "pgstack:index:Index": ({ name }) => ({ definition: `CREATE INDEX ${name}`, valid: true }),
  "pgstack:index:MaterializedView": ({ name }) => ({ incarnation: `${name}-1` }),
  "pgstack:index:IndexRecall": ({ index }) => ({ value: { more: 120, lists: 7 }[String(index)] ?? 60 }),
  "pgstack:index:Role": () => ({ password: "generated" }),
  "random:index/randomPassword:RandomPassword": () => ({ result: secret(generatedPassword) }),
  "docker:index/remoteImage:RemoteImage": () => ({ imageId: "sha256:0f" }),
};
