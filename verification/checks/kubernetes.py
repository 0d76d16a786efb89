"""Looks at what the built manifests mean: python3 kubernetes.py FILE. Ends with 1 and sentences if something they
need is not there, or a pod may more or is watched less than it must."""
import pathlib
import re
import sys

import yaml

OPEN = {"http": 8080, "metrics": 9090, "sparql": 3030}
PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
STATELESS = "Deployment"
OUTSIDE = "ingress-nginx"


def selected(selector, labels):
    expressions = (selector or {}).get("matchExpressions", [])
    return all(labels.get(key) == value for key, value in (selector or {}).get("matchLabels", {}).items()) \
        and all(labels.get(each["key"]) in each["values"] for each in expressions)


def wrong_in_probes(name, container, ports):
    for kind in PROBES:
        probe = container.get(kind)
        if not probe:
            yield f"{name} has no {kind}"
        elif "httpGet" in probe:
            asked = (probe["httpGet"]["path"], probe["httpGet"]["port"])
            wanted = ("/actuator/health/readiness", "http") if kind == "readinessProbe" else ("/actuator/health/liveness", "metrics")
            if asked != wanted:
                yield f"{name}: its {kind} asks {asked}, not {wanted}"
            if asked[1] not in ports:
                yield f"{name}: its {kind} asks a port that it has not"
        if probe and probe.get("timeoutSeconds", 1) < 3:
            yield f"{name}: its {kind} does not wait for an answer, which may take two seconds"


def wrong_in_pod(name, pod, found):
    container = pod["containers"][0]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    yield from wrong_in_probes(name, container, ports)
    yield from (f"{name}: {port} is {number}, not {OPEN.get(port)}" for port, number in ports.items() if OPEN.get(port) != number)
    resources = container.get("resources", {})
    if not {"cpu", "memory"} <= set(resources.get("requests", {})) or "memory" not in resources.get("limits", {}):
        yield f"{name} does not say what it needs"
    can, own = pod.get("securityContext", {}), container.get("securityContext", {})
    if not can.get("runAsNonRoot") or can.get("runAsUser") != 10001 or own.get("allowPrivilegeEscalation") is not False \
            or not own.get("readOnlyRootFilesystem") or own.get("capabilities") != {"drop": ["ALL"]} \
            or pod.get("automountServiceAccountToken") is not False:
        yield f"{name} may more than it must"
    mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    if "/tmp" not in mounts.values():
        yield f"{name} has no disk at /tmp"
    files = set()
    for volume in pod["volumes"]:
        for source in volume.get("projected", {}).get("sources", []) or [volume]:
            secret = source.get("secret")
            if secret:
                kept = found.get(("Secret", secret.get("name", secret.get("secretName"))))
                if not kept:
                    yield f"{name} mounts a secret that is not there"
                    continue
                files |= {f"{mounts[volume['name']]}/{key}" for key in kept.get("data", {})}
    services = ["CATALOGUE", "GATEWAY", "PORTAL"] if name == "identity" else [name.upper()]
    if "metrics" in ports:
        yield from (f"{name} is not given SHUYUAN_{secret}_SECRET" for secret in ["TRACE", *services]
                    if not any(file.endswith(f"/SHUYUAN_{secret}_SECRET") for file in files))
    yield from (f"{name} reads {each['value']} ({each['name']}), which it is not given" for each in container.get("env", [])
                if re.fullmatch(r"/run/secrets/.*[^/]", each.get("value", "")) and each["value"] not in files)


def wrong_in_settings(settings, hosts):
    if settings.get("SHUYUAN_MANAGEMENT_PORT") != str(OPEN["metrics"]):
        yield "the settings do not open the operators' port, by which life is asked"
    if settings.get("SHUYUAN_MANAGEMENT_ADDRESS") != "0.0.0.0":
        yield "nobody but the pod itself reaches the operators' port"
    for key, value in settings.items():
        host = re.fullmatch(r"http://([a-z]+):(\d+)(/.*)?", value)
        if host and (host[1] not in hosts or int(host[2]) not in hosts[host[1]]):
            yield f"{key} is {value}, where no service answers"


def main(file):
    found = {(each["kind"], re.sub(r"-[a-z0-9]{10}$", "", each["metadata"]["name"])): each
             for each in yaml.safe_load_all(file.read_text())}
    found |= {(each["kind"], each["metadata"]["name"]): each for each in found.values()}
    of = {kind: {each["metadata"]["name"]: each for (its, _), each in found.items() if its == kind} for kind, _ in found}
    wrong = set()
    for kind in (STATELESS, "StatefulSet"):
        for name, work in of[kind].items():
            template = work["spec"]["template"]
            wrong |= set(wrong_in_pod(name, template["spec"], found))
            labels = template["metadata"]["labels"]
            among = [each["spec"] for each in of["NetworkPolicy"].values() if selected(each["spec"]["podSelector"], labels)]
            if not any("Ingress" in each["policyTypes"] and not each.get("ingress") for each in among):
                wrong.add(f"whoever likes reaches {name}")
            if not any(each.get("ingress") for each in among):
                wrong.add(f"nobody reaches {name}")
            if "http" in str(template["spec"]["containers"][0]["ports"]) and OUTSIDE not in str(among):
                wrong.add(f"the ingress controller does not reach {name}")
            if not any(each["spec"]["selector"].items() <= labels.items() for each in of["Service"].values()):
                wrong.add(f"{name} has no service")
            if kind == STATELESS:
                scaler = of["HorizontalPodAutoscaler"].get(name, {}).get("spec", {})
                if scaler.get("scaleTargetRef", {}).get("name") != name or scaler.get("minReplicas", 1) < 2 or "replicas" in work["spec"]:
                    wrong.add(f"{name} is not scaled")
                kept = of["PodDisruptionBudget"].get(name, {}).get("spec", {})
                if not selected(kept.get("selector", {"matchLabels": {"": ""}}), labels) or kept.get("minAvailable", 0) < 1:
                    wrong.add(f"all of {name} may be evicted at once")
                if not template["spec"].get("topologySpreadConstraints"):
                    wrong.add(f"all of {name} may lie on one node")
                if not template["spec"]["containers"][0].get("lifecycle", {}).get("preStop"):
                    wrong.add(f"{name} stops while calls are still sent to it")
    hosts = {name: [port["port"] for port in each["spec"]["ports"]] for name, each in of["Service"].items()}
    wrong |= set(wrong_in_settings(found[("ConfigMap", "settings")]["data"], hosts))
    for ingress in of["Ingress"].values():
        wrong |= {f"the ingress sends {path['path']} to {path['backend']['service']['name']}, which is not there"
                  for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]
                  if path["backend"]["service"]["name"] not in hosts}
    print("\n".join(sorted(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
