import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Container, dataOn, initScripts, newVolume, runToEnd, sharedFolder } from "./container.ts";
import { buildImage, buildTime, needsDocker } from "./docker.ts";

const secret = `it's "S3cret" \\ $HOME`;

/** Prints environment and arguments of each process of the server. */
const processes =
  'for p in /proc/[0-9]*; do [ "$(cat $p/comm 2>/dev/null)" != postgres ] || tr "\\0" "\\n" <$p/environ; ' +
  '[ "$(cat $p/comm 2>/dev/null)" != postgres ] || tr "\\0" "\\n" <$p/cmdline; done';

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("the superuser's password", () => {
  it("comes from a file that only root can read, like user and database", async () => {
    const folder = sharedFolder({ user: "boss\n", password: `${secret}\n`, db: "shop\n" }, 0o600);
    const files = ["user", "password", "db"].flatMap((name) => [
      "--env",
      `POSTGRES_${name.toUpperCase()}_FILE=/run/secrets/${name}`,
    ]);
    const container = await Container.start(["--volume", `${folder}:/run/secrets:ro`, ...files]);
    await container.serves();
    const client = await container.connect({ user: "boss", password: secret, database: "shop" });
    const { rows } = await client.query(
      "SELECT current_user AS who, rolsuper AS super, current_database() AS db FROM pg_roles WHERE rolname = current_user",
    );
    expect(rows).toEqual([{ who: "boss", super: true, db: "shop" }]);
    await expect(
      container.connect({ user: "boss", password: "S3cret", database: "shop" }),
    ).rejects.toMatchObject({ code: "28P01" });
    // On 127.0.0.1 in the container too: other containers may share its network.
    const local = await container.exec("psql", "-h", "127.0.0.1", "-U", "boss", "-w", "shop");
    expect(local.stderr).toContain("fe_sendauth: no password supplied");
  });

  it.each(["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE"])(
    "given by %s is in no environment, argument or log of the server",
    async (variable) => {
      const folder = sharedFolder({ password: secret });
      const scripts = sharedFolder({
        "1.sh": `processes=$(${processes}); echo "$processes" >/tmp/during-init`,
      });
      const container = await Container.start([
        ...["--volume", `${folder}:/run/secrets:ro`, ...initScripts(scripts)],
        ...["--env", `${variable}=${variable.endsWith("FILE") ? "/run/secrets/password" : secret}`],
      ]);
      await container.serves();
      const inherited = "CREATE TEMP TABLE env (line text); COPY env FROM PROGRAM 'env'; TABLE env";
      const seen = {
        duringInit: (await container.exec("cat", "/tmp/during-init")).stdout,
        afterwards: (await container.exec("sh", "-c", processes)).stdout,
        // PostgreSQL overwrites what /proc shows of its environment: this is what it has.
        inherited: await container.sql(inherited),
        log: await container.log(),
        ...(variable.endsWith("FILE") && { inspect: await container.inspect("{{json .}}") }),
      };
      expect(seen.duringInit).toContain("listen_addresses=");
      expect(seen.afterwards).toMatch(/^postgres: checkpointer/m);
      expect(seen.inherited).toContain("PGDATA=/var/lib/postgresql/data");
      for (const [where, text] of Object.entries(seen))
        expect({ where, found: /S3cret|PGPASSWORD|POSTGRES_PASSWORD=/.test(text) }).toEqual({
          where,
          found: false,
        });
    },
  );

  it("is asked for clearly when there is none, before anything is made", async () => {
    const volume = await newVolume();
    expect(await runToEnd(dataOn(volume))).toEqual({
      code: 1,
      log: "make-cluster: a new cluster needs a password for postgres: set POSTGRES_PASSWORD_FILE or POSTGRES_PASSWORD\n",
    });
    await Container.serving(dataOn(volume));
  });

  it("is refused when it is given twice, or by a file that is not there", async () => {
    const file = ["--env", "POSTGRES_PASSWORD_FILE=/nowhere"];
    expect(await runToEnd(["--env", "POSTGRES_PASSWORD=x", ...file])).toEqual({
      code: 1,
      log: "docker-entrypoint: both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set: set one of them\n",
    });
    expect(await runToEnd(file)).toEqual({
      code: 1,
      log: "docker-entrypoint: POSTGRES_PASSWORD_FILE: /nowhere cannot be read\n",
    });
  });

  it("changes nothing on a cluster that is there", async () => {
    const volume = await newVolume();
    const first = await Container.serving(dataOn(volume));
    await first.stop();
    const second = await Container.start([...dataOn(volume), "--env", "POSTGRES_PASSWORD=another"]);
    await second.serves();
    await second.connect();
    await expect(second.connect({ password: "another" })).rejects.toMatchObject({ code: "28P01" });
  });
});

describe("POSTGRES_HOST_AUTH_METHOD", () => {
  it("is refused when PostgreSQL has no such method", async () => {
    expect(
      await runToEnd(["--env", "POSTGRES_PASSWORD=x", "--env", "POSTGRES_HOST_AUTH_METHOD=scram"]),
    ).toEqual({
      code: 1,
      log: "docker-entrypoint: POSTGRES_HOST_AUTH_METHOD is 'scram', which is no method for pg_hba.conf: leave it out for scram-sha-256\n",
    });
  });

  it("trust needs no password, and says what it means", async () => {
    const container = await Container.start(["--env", "POSTGRES_HOST_AUTH_METHOD=trust"]);
    await container.serves();
    await container.connect({ password: "any" });
    expect(await container.log()).toContain(
      "make-cluster: warning: POSTGRES_HOST_AUTH_METHOD=trust lets everybody who reaches the port in as anybody, without a password\n",
    );
  });
});
