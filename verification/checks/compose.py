"""Looks at what Compose files mean: python3 compose.py FOLDER, after ./prepare in it. Ends with 1 and sentences if
something they need is not there or a container may more than it must."""
import itertools
import json
import pathlib
import re
import sys

import yaml

VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(:?[-?][^}]*)?}")
ADDRESS = re.compile(r"\w+://([a-z]+)[:/]")
TOGETHER = [["alone"], ["compose"], ["compose", "keycloak"], ["compose", "fuseki"], ["compose", "keycloak", "fuseki"]]


def merged(below, above):
    """As Compose lays one file over another."""
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: merged(below[key], value) if key in below and key != "command" else value
                        for key, value in above.items()}
    if isinstance(below, list) and isinstance(above, list):
        return below + above
    return above


def source(volume):
    return volume.rsplit(":", 2)[0] if volume.endswith(":ro") else volume.rpartition(":")[0]


def wrong_in(folder, whole):
    services = whole["services"]
    for name, service in services.items():
        ours = service.get("image", "").startswith("shuyuan/")
        once = "profiles" in service or service.get("restart") == "no"
        given = service.get("environment") or {}
        secrets, volumes = service.get("secrets", []), service.get("volumes", [])
        if ours:
            if not service.get("read_only") or service.get("cap_drop") != ["ALL"] \
                    or service.get("security_opt") != ["no-new-privileges:true"]:
                yield f"{name} may more than it must"
            if "/tmp" not in volumes:
                yield f"{name} has no disk at /tmp, where libraries are unpacked and uploads pass through"
            if "mem_limit" not in service:
                yield f"{name} has no limit of memory"
        if not once and not (service.get("healthcheck") or {}).get("test"):
            yield f"nobody asks {name} whether it is well"
        if service.get("ports") and name != "proxy":
            yield f"{name} is reached from outside"
        yield from (f"{name} has no file {secret}: no such secret" for secret in secrets if secret not in whole.get("secrets", {}))
        needed = [value for key, value in given.items() if str(value).startswith("/run/secrets/") and not str(value).endswith("/")]
        said = json.dumps([service.get("entrypoint", ""), service.get("command", ""), service.get("healthcheck", {})])
        needed += re.findall(r"/run/secrets/[\w.-]*\w(?![\w.$-])", said)
        yield from (f"{name} reads {path}, which it is not given" for path in needed if path.rpartition("/")[2] not in secrets)
        for volume in volumes:
            kept = VARIABLE.sub(lambda match: (match[2] or "").lstrip(":-"), source(volume))
            if kept.startswith((".", "/")):
                if not (folder / kept).exists():
                    yield f"{name} mounts {kept}, which is not there"
            elif kept and kept not in whole["volumes"]:
                yield f"{name} mounts {kept}, which is no volume"
        for key, value in given.items():
            for host in ADDRESS.findall(str(value)):
                if host not in services:
                    yield f"{name} looks for {host} ({key}), which is not started"
                elif not set(service["networks"]) & set(services[host]["networks"]):
                    yield f"{name} does not reach {host} ({key})"
        for other, until in (service.get("depends_on") or {}).items():
            ends = until["condition"] == "service_completed_successfully"
            if other not in services or ends != (services[other].get("restart") == "no"):
                yield f"{name} waits for {other}, in vain"
    yield from (f"the secret {name} is not made by prepare" for name, secret in whole.get("secrets", {}).items()
                if not (folder / secret["file"]).exists())


def wrong_settings(folder, files):
    """What .env may say is what the files ask for."""
    asked = set(itertools.chain.from_iterable((match[1] for match in VARIABLE.finditer(file.read_text())) for file in files))
    for file in files:
        for service in (yaml.safe_load(file.read_text())["services"]).values():
            asked |= {name for name, value in (service.get("environment") or {}).items() if value is None}
    told = set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (folder / ".env.example").read_text(), re.MULTILINE)) - {"COMPOSE_FILE"}
    yield from (f".env does not tell of {name}" for name in sorted(asked - told - {"SHUYUAN_TRACE_SHARE"}))
    yield from (f".env tells of {name}, which nobody asks for" for name in sorted(told - asked))


def wrong_policies(folder):
    """Whoever has a key at the S3 server may what deploy/s3 says and nothing else."""
    keys = json.loads((folder / "secrets/s3.json").read_text())
    policies = {policy["name"]: json.loads(policy["content"]) for policy in keys["policies"]}
    for name, policy in policies.items():
        if policy != json.loads((folder / f"../s3/{name}.json").read_text()):
            yield f"the policy {name} is not that of deploy/s3"
    for identity in keys["identities"]:
        if identity.get("actions") or not identity["policyNames"] or not set(identity["policyNames"]) <= set(policies):
            yield f"the S3 key {identity['name']} is not held by policies"


def main(folder):
    read = {file.stem: yaml.safe_load(file.read_text()) for file in folder.glob("*.yaml")}
    wrong = set(wrong_settings(folder, list(folder.glob("*.yaml")))) | set(wrong_policies(folder))
    for files in TOGETHER:
        whole = {}
        for file in files:
            whole = merged(whole, read[file])
        wrong |= set(wrong_in(folder, whole))
    print("\n".join(sorted(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
