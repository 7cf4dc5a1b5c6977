import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Container, dataOn, initScripts, newVolume, password, sharedFolder } from "./container.ts";
import { buildImage, buildTime, mustDocker, needsDocker } from "./docker.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

const psql = 'psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"';
const count = "SELECT string_agg(line, ',' ORDER BY n) FROM ran";

describe("init scripts", () => {
  it("run once, in the order of their names, whatever their kind", async () => {
    const insert = (line: string) => `INSERT INTO ran (line) VALUES ('${line}');\n`;
    const folder = sharedFolder({
      "1-table.sql": `CREATE TABLE ran (n serial, line text);\n${insert("sql")}`,
      "2-sourced.sh": `[[ $0 == *make-cluster.sh && $POSTGRES_PASSWORD == "${password}" ]]\n${psql} <<<"${insert("sourced").trim()}"`,
      "4-packed.sql.gz": gzipSync(insert("packed")),
      "5-notes.txt": "not a script",
    });
    const executable = `#!/bin/sh\n[ "$0" = /docker-entrypoint-initdb.d/3-run.sh ] && ${psql} -c "${insert("run").trim()}"\n`;
    writeFileSync(join(folder, "3-run.sh"), executable, { mode: 0o755 });

    const container = await Container.serving([
      ...initScripts(folder),
      ...["--env", "POSTGRES_USER=boss", "--env", "POSTGRES_DB=shop"],
    ]);
    expect(await container.sql(count, "boss", "shop")).toBe("sql,sourced,run,packed");
    const order = [
      "make-cluster: /docker-entrypoint-initdb.d/1-table.sql",
      "make-cluster: /docker-entrypoint-initdb.d/2-sourced.sh",
      "make-cluster: /docker-entrypoint-initdb.d/3-run.sh",
      "make-cluster: /docker-entrypoint-initdb.d/4-packed.sql.gz",
      "make-cluster: /docker-entrypoint-initdb.d/5-notes.txt",
      "make-cluster: not run: neither .sh, .sql nor .sql.gz",
      "make-cluster: the cluster is whole",
    ];
    const said = async () => (await container.log()).match(/^make-cluster: .*$/gm);
    expect(await said()).toEqual(order);

    await mustDocker("restart", container.name);
    await container.serves();
    expect(await container.sql(count, "boss", "shop")).toBe("sql,sourced,run,packed");
    expect(await said()).toEqual(order);
  });

  it.each([
    ["SQL", "2.sql", "SELECT 1/0;", "CREATE TABLE second ();"],
    ["packed SQL", "2.sql.gz", gzipSync("SELECT 1/0;"), gzipSync("CREATE TABLE second ();")],
    ["a shell script", "2.sh", "false", `${psql} -c "CREATE TABLE second ()"`],
  ])("that fail end the start, and all is made anew at the next: %s", async (_kind, name, wrong, right) => {
    const volume = await newVolume();
    const folder = sharedFolder({
      "1.sql": "CREATE TABLE ran AS SELECT 1 AS n, 'once' AS line;",
      [name]: wrong,
    });
    const options = [...dataOn(volume), ...initScripts(folder), "--env", `POSTGRES_PASSWORD=${password}`];
    const failed = await Container.start(options);
    expect(await failed.ended()).not.toBe(0);
    expect(await failed.log()).not.toContain("the cluster is whole");

    writeFileSync(join(folder, name), right);
    await mustDocker("start", failed.name);
    await failed.serves();
    expect(await failed.log()).toContain(
      "make-cluster: an earlier start ended before the cluster in /var/lib/postgresql/data was whole: making it anew\n",
    );
    expect(await failed.sql(count)).toBe("once");
    expect(await failed.sql("SELECT to_regclass('second')")).toBe("second");
  });
});
