import { runtime } from "@pulumi/pulumi";

/** What a program registered, in the terms a test asks in. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** Runs a program against mocks and returns every resource it registered, in order of registration. */
export async function registered(declare: () => unknown): Promise<Registered[]> {
  const resources: Registered[] = [];
  await runtime.setMocks({
    newResource: ({ type, name, inputs, id }: runtime.MockResourceArgs) => {
      resources.push({ type, name, inputs });
      return { id: id || `${name}-id`, state: { ...inputs, ...decided[type] } };
    },
    call: ({ inputs }) => inputs,
  });
  await runtime.runInPulumiStack(async () => {
    await declare();
    return {};
  });
  // Registrations go on after the program's last line.
  await runtime.disconnect();
  return resources;
}

/** What servers decide, by type. */
const decided: Readonly<Record<string, Record<string, unknown>>> = {
  "pgstack:index:EmbeddedServer": {
    status: "running",
    address: "127.0.0.1",
    adminCredential: "file:admin",
    systemIdentifier: "7",
    identity: "7/1",
  },
  "pgstack:index:Role": { password: "generated" },
};
