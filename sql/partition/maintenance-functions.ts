import { tableLockClass } from "../index/table-lock.ts";
import { readLikeness } from "./read-likeness.ts";
import { readNewPrivileges } from "./read-new-privileges.ts";

/** A function that jobs call between two updates. */
interface MaintenanceFunction {
  readonly name: string;
  /** From its name to its body. */
  readonly head: string;
  readonly body: string;
}

/** A bound as a number, as `Position` has it. */
const bound: MaintenanceFunction = {
  name: "partition_bound",
  head: "(bound text, type text) RETURNS numeric LANGUAGE sql STABLE SET search_path = pg_catalog",
  body: `
  SELECT CASE
    WHEN bound = 'MINVALUE' THEN '-Infinity'::numeric
    WHEN bound = 'MAXVALUE' THEN 'Infinity'::numeric
    WHEN type IN ('int2', 'int4', 'int8') THEN btrim(bound, '''')::numeric
    WHEN type = 'uuid' THEN ('x' || left(replace(btrim(bound, ''''), '-', ''), 12))::bit(48)::bigint::numeric
    ELSE extract(epoch FROM btrim(bound, '''')::timestamptz) * 1000 END
`,
};

/** The partitions of a table and their bounds. */
const bounds: MaintenanceFunction = {
  name: "partition_bounds",
  head: `(parent regclass, type text)
  RETURNS TABLE (partition regclass, first numeric, past numeric, past_text text, others boolean)
  LANGUAGE sql STABLE SET search_path = pg_catalog SET timezone = 'UTC' SET datestyle = 'ISO, YMD'`,
  body: `
  SELECT c.oid::regclass, pgstack.partition_bound(b[1], type), pgstack.partition_bound(b[2], type), b[2], b IS NULL
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  CROSS JOIN LATERAL (
    SELECT regexp_match(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES FROM \\(([^,]+)\\) TO \\(([^,]+)\\)$') AS b) AS found
  WHERE i.inhparent = parent
`,
};

/**
 * Makes whole intervals that no partition has a part of, and retires what is older than what is kept. What takes more, such as
 * rows in the default partition, is left to an update, and said.
 */
const maintain: MaintenanceFunction = {
  name: "maintain_partitions",
  head: `(parent regclass, declared jsonb) RETURNS text LANGUAGE plpgsql
  SET search_path = pg_catalog SET lock_timeout = '500ms' SET timezone = 'UTC' SET datestyle = 'ISO, YMD'`,
  body: `
#variable_conflict use_column
DECLARE
  place record;
  caller text := current_setting('role');
  unit text := declared->>'unit';
  step numeric := declared->>'step';
  width interval := CASE unit WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || unit)::interval END;
  here numeric; cell numeric; following numeric; kept numeric; at timestamp; value numeric;
  label text; short text; called text; from_text text; to_text text;
  fallback regclass; neighbour regclass; filled boolean;
  the_new oid; the_neighbour oid; line text; item record;
  made int := 0; retired int := 0; left_out text[] := '{}';
BEGIN
  SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner, a.attname AS key, t.typname AS type
  INTO STRICT place
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_partitioned_table p ON p.partrelid = c.oid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
  JOIN pg_type t ON t.oid = a.atttypid WHERE c.oid = parent;
  IF NOT pg_try_advisory_xact_lock(${tableLockClass}, hashtext(format('%I.%I', place.schema, place.name))) THEN
    RETURN 'nothing done: another session is at it';
  END IF;
  SELECT partition INTO fallback FROM pgstack.partition_bounds(parent, place.type) WHERE others;

  IF step IS NULL THEN
    at := date_trunc(unit, coalesce((declared->>'asOf')::timestamptz, now()) AT TIME ZONE 'UTC');
    here := extract(epoch FROM at) * 1000;
    kept := extract(epoch FROM at - (declared->>'keep')::int * width) * 1000;
  ELSE
    FOR item IN SELECT partition FROM pgstack.partition_bounds(parent, place.type)
                WHERE NOT others ORDER BY first DESC LOOP
      EXECUTE format('SELECT max(%I)::numeric FROM %s', place.key, item.partition) INTO value;
      EXIT WHEN value IS NOT NULL;
    END LOOP;
    here := floor(coalesce(value, (SELECT min(first) FROM pgstack.partition_bounds(parent, place.type)
                                   WHERE first > '-Infinity'), 0) / step) * step;
    kept := here - (declared->>'keep')::int * step;
  END IF;

  cell := here;
  FOR n IN 0 .. (declared->>'ahead')::int LOOP
    IF n > 0 THEN cell := following; END IF;
    IF step IS NULL THEN
      at := timestamp 'epoch' + (cell / 1000)::float8 * interval '1 second';
      following := extract(epoch FROM at + width) * 1000;
      label := to_char(at, CASE unit WHEN 'hour' THEN 'YYYY_MM_DD_HH24' WHEN 'month' THEN 'YYYY_MM'
                                     WHEN 'quarter' THEN 'YYYY_"q"Q' WHEN 'year' THEN 'YYYY' ELSE 'YYYY_MM_DD' END);
    ELSE
      following := cell + step;
      label := replace(trunc(cell)::text, '-', 'm');
    END IF;
    CONTINUE WHEN EXISTS (SELECT FROM pgstack.partition_bounds(parent, place.type) WHERE first < following AND past > cell);
    IF step IS NOT NULL AND following > (CASE place.type WHEN 'int2' THEN 32767 WHEN 'int4' THEN 2147483647
                                                     ELSE 9223372036854775807 END) THEN
      left_out := left_out || format('the numbers of %s end in the interval from %s', place.type, cell);
      EXIT;
    END IF;
    short := place.name;
    LOOP
      called := replace(replace(declared->>'naming', '{table}', short), '{range}', label);
      EXIT WHEN octet_length(called) <= 63 OR short = '';
      short := left(short, -1);
    END LOOP;
    SELECT past_text, partition INTO from_text, neighbour FROM pgstack.partition_bounds(parent, place.type) WHERE past = cell;
    from_text := coalesce(btrim(from_text, ''''), CASE
      WHEN step IS NOT NULL THEN trunc(cell)::text
      WHEN place.type = 'uuid' THEN regexp_replace(lpad(to_hex(cell::bigint), 12, '0'), '^(.{8})(.{4})$', '\\1-\\2-0000-0000-000000000000')
      ELSE to_char(at, 'YYYY-MM-DD HH24:MI:SS') || CASE place.type WHEN 'timestamptz' THEN '+00' ELSE '' END END);
    to_text := CASE
      WHEN step IS NOT NULL THEN trunc(following)::text
      WHEN place.type = 'uuid' THEN regexp_replace(lpad(to_hex(following::bigint), 12, '0'), '^(.{8})(.{4})$', '\\1-\\2-0000-0000-000000000000')
      ELSE to_char(at + width, 'YYYY-MM-DD HH24:MI:SS') || CASE place.type WHEN 'timestamptz' THEN '+00' ELSE '' END END;
    IF to_regclass(format('%I.%I', place.schema, called)) IS NOT NULL THEN
      left_out := left_out || format('%s is there as a table of its own', called);
      CONTINUE;
    END IF;
    IF fallback IS NOT NULL THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I >= %L AND %I < %L)', fallback, place.key, from_text, place.key, to_text)
      INTO filled;
      IF filled THEN
        left_out := left_out || format('rows of %s are in %s', called, fallback);
        CONTINUE;
      END IF;
    END IF;
    BEGIN
      PERFORM set_config('role', place.owner, true);
      IF fallback IS NOT NULL THEN
        EXECUTE format('LOCK TABLE ONLY %s IN SHARE ROW EXCLUSIVE MODE', parent);
        EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', fallback);
      END IF;
      EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL EXCLUDING IDENTITY)', place.schema, called, parent);
      the_new := to_regclass(format('%I.%I', place.schema, called));
      the_neighbour := neighbour;
      FOR line IN ${readLikeness.replaceAll("$1::oid", "parent").replaceAll("$2::oid", "the_new").replaceAll("$3::oid", "the_neighbour")} LOOP
        EXECUTE line;
      END LOOP;
      EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                     parent, place.schema, called, from_text, to_text);
      PERFORM set_config('role', caller, true);
      made := made + 1;
    EXCEPTION WHEN lock_not_available THEN
      left_out := left_out || format('%s waits for a lock', called);
    WHEN check_violation THEN
      left_out := left_out || format('rows of %s are in %s', called, fallback);
    END;
  END LOOP;

  FOR item IN SELECT partition, c.relname AS name, n.nspname AS schema, obj_description(c.oid, 'pg_class') AS comment
              FROM pgstack.partition_bounds(parent, place.type)
              JOIN pg_class c ON c.oid = partition JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE NOT others AND past <= kept
                AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND i.inhdetachpending)
              ORDER BY first LOOP
    BEGIN
      PERFORM set_config('role', place.owner, true);
      EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', parent, item.partition);
      IF declared->>'retired' = 'drop' THEN
        EXECUTE format('DROP TABLE %s', item.partition);
      ELSE
        EXECUTE format('COMMENT ON TABLE %s IS %L', item.partition,
                       concat_ws(E'\\n', item.comment, format('pgstack: retired from %s.%s',
                         '"' || replace(place.schema, '"', '""') || '"', '"' || replace(place.name, '"', '""') || '"')));
        IF declared->>'retired' = 'move' THEN
          EXECUTE format('ALTER TABLE %s SET SCHEMA %I', item.partition, declared->>'archive');
          the_new := item.partition;
          FOR line IN ${readNewPrivileges.replaceAll("$1::oid", "the_new")} LOOP
            EXECUTE line;
          END LOOP;
        END IF;
      END IF;
      PERFORM set_config('role', caller, true);
      retired := retired + 1;
    EXCEPTION WHEN lock_not_available THEN
      left_out := left_out || format('%s waits for a lock', item.name);
    WHEN foreign_key_violation THEN
      left_out := left_out || format('rows elsewhere refer to %s', item.name);
    WHEN OTHERS THEN
      left_out := left_out || format('%s is not retired: %s', item.name, SQLERRM);
    END;
  END LOOP;
  RETURN array_to_string(format('%s made, %s retired', made, retired) || left_out, '; ');
END
`,
};

/** All of them, each before those that call it. */
export const maintenanceFunctions: readonly MaintenanceFunction[] = [bound, bounds, maintain];

/** The bodies that are there, by name. */
export const readMaintenance = `
  SELECT p.proname::text AS name, p.prosrc AS body FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = 'pgstack' AND p.proname = ANY ($1::text[])`;

export function createMaintenance({ name, head, body }: MaintenanceFunction): string {
  return `CREATE OR REPLACE FUNCTION pgstack.${name}${head} AS $pgstack$${body}$pgstack$;
  REVOKE ALL ON FUNCTION pgstack.${name} FROM PUBLIC`;
}
