import { runtime, secret } from "@pulumi/pulumi";
import { type Options, recordOptions } from "./record-options.ts";

/** What a program registered, in the terms a test asks in. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly options: Options;
}

/** What servers and providers decide, by type: outputs that are not the inputs. */
export type Decisions = Readonly<
  Record<string, (inputs: Record<string, unknown>, name: string) => Record<string, unknown>>
>;

/**
 * Runs a program against mocks and returns every resource it registered, in order of registration.
 *
 * @param decides what is decided beside what every test needs
 */
export async function registered(declare: () => unknown, decides: Decisions = {}): Promise<Registered[]> {
  const resources: Registered[] = [];
  let optionsOf: ReturnType<typeof recordOptions> | undefined;
  await runtime.setMocks({
    newResource: ({ type, name, inputs, id }: runtime.MockResourceArgs) => {
      resources.push({ type, name, inputs, options: optionsOf?.(type, name) ?? {} });
      const outputs = (decides[type] ?? decided[type])?.(inputs, name);
      return { id: id || `${name}-id`, state: { ...inputs, ...outputs } };
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

const decided: Decisions = {
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
