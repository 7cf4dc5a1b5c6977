"""Prints what cfn-lint knows of RDS for PostgreSQL as JSON: classes by engine and region, and versions by engine."""

import json
from pathlib import Path

import cfnlint

folder = Path(cfnlint.__file__).parent / "data" / "schemas" / "extensions" / "aws_rds_dbinstance"
engines = ("postgres", "aurora-postgresql")


def table(name):
    return json.loads((folder / name).read_text())


def classes(rules, engine):
    found = set()
    for rule in rules["allOf"]:
        if rule["if"]["properties"]["Engine"].get("const") == engine:
            found.update(rule["then"]["properties"]["DBInstanceClass"].get("enum", []))
    return sorted(found)


def versions(engine):
    for rule in table("engine_version.json")["allOf"]:
        if rule["if"]["properties"]["Engine"].get("const") == engine:
            return rule["then"]["properties"]["EngineVersion"]["enum"]
    return []


regions = table("dbinstanceclass_enum.json")
print(
    json.dumps(
        {
            "classes": {e: {r: classes(rules, e) for r, rules in regions.items()} for e in engines},
            "versions": {e: versions(e) for e in engines},
        }
    )
)
