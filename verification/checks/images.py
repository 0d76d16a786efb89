"""Looks into image archives: python3 images.py FOLDER. Ends with 1 and sentences if one is not as it should be."""
import gzip
import hashlib
import io
import json
import pathlib
import sys
import tarfile

OWNER = 10001
PROGRAMS = {
    "catalogue": "org.shuyuan.catalogue.CatalogueApplication",
    "gateway": "org.shuyuan.gateway.GatewayApplication",
    "portal": "org.shuyuan.portal.PortalApplication",
    "standalone": "org.shuyuan.standalone.StandaloneApplication",
    "fuseki": "org.apache.jena.fuseki.main.cmds.FusekiMainCmd",
}
# what a Fuseki is started with: a user for all of it, and a dataset as the platform needs it
FUSEKI = ["--auth=basic", "--passwd=/run/secrets/sparql-accounts", "--config=/etc/fuseki/config.ttl"]
DATASET = ['tdb2:unionDefaultGraph true', 'fuseki:Server ; fuseki:allowedUsers "shuyuan"', '"arq:queryTimeout"',
           'tdb2:location "/var/lib/shuyuan/']


def wrong_in_fuseki(run, files, texts):
    yield from (f"is started without {argument}" for argument in FUSEKI if argument not in (run.get("Cmd") or []))
    yield from (f"has no {line} in its settings" for line in DATASET if line not in texts.get("/etc/fuseki/config.ttl", ""))
    if "/usr/local/bin/fuseki-ask" not in files or files["/usr/local/bin/fuseki-ask"].mode & 0o777 != 0o755:
        yield "has no fuseki-ask, by which its health is asked"
    if not any(name.startswith("/app/libs/jena-fuseki-server-") for name in files):
        yield "has no Fuseki"


def wrong_in_service(settings, files):
    if settings.get("SHUYUAN_DATA") != "/var/lib/shuyuan/data":
        yield "keeps its data elsewhere than in the volume"
    if not any(name.startswith("/app/libs/spring-boot-") for name in files):
        yield "has no libraries"


def wrong_in(path, program):
    with tarfile.open(path) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))[0]
        config = json.load(archive.extractfile(manifest["Config"]))
        run, wrong = config["config"], []
        if run.get("User") != f"{OWNER}:{OWNER}":
            wrong.append(f"runs as {run.get('User')!r}, not as {OWNER}")
        if run["Entrypoint"][0] != "java" or run["Entrypoint"][-1] != program:
            wrong.append("does not start " + program)
        fuseki = "fuseki" in program
        port = 3030 if fuseki else 8080
        if f"{port}/tcp" not in run.get("ExposedPorts", {}):
            wrong.append(f"does not say that it listens on {port}")
        if manifest["RepoTags"][0].partition(":")[0] != f"shuyuan/{path.stem}":
            wrong.append(f"is called {manifest['RepoTags'][0]}, not as those look for it who start it")
        settings = dict(pair.split("=", 1) for pair in run.get("Env", []))
        wrong += [f"carries the secret {name}" for name in settings if "SECRET" in name or "PASSWORD" in name]
        files, texts = {}, {}
        for name, known in zip(manifest["Layers"], config["rootfs"]["diff_ids"], strict=True):
            with archive.extractfile(name) as packed:
                data = packed.read()
            if data[:2] == b"\x1f\x8b":
                data = gzip.decompress(data)
            if "sha256:" + hashlib.sha256(data).hexdigest() != known:
                wrong.append(f"layer {name} is not the one its settings name")
            with tarfile.open(fileobj=io.BytesIO(data)) as layer:
                files.update({"/" + member.name.strip("/"): member for member in layer})
                texts |= {"/" + member.name: layer.extractfile(member).read().decode() for member in layer
                          if member.isfile() and member.name.startswith("etc/")}
        wrong += [f"has no {volume} that its user may write" for volume in ("/var/lib/shuyuan", "/backups")
                  if volume not in files or files[volume].mode & 0o007 != 0o007]
        if "/etc/passwd" not in files:
            wrong.append("does not name its user, without whom PostgreSQL's initdb does not run")
        wrong += [f"{name} runs as its owner" for name, member in files.items() if member.isfile() and member.mode & 0o6000]
        wrong += [f"{name} may be written" for name, member in files.items()
                  if name.startswith("/app/") and (member.uid == OWNER or member.mode & 0o022)]
        wrong += wrong_in_fuseki(run, files, texts) if fuseki else wrong_in_service(settings, files)
        return wrong, len(files), sum(member.size for member in files.values())


def main(folder):
    failed = False
    for name, program in PROGRAMS.items():
        wrong, files, size = wrong_in(pathlib.Path(folder) / f"{name}.tar", program)
        print(f"{name:<12} {files} files, {size >> 20} MB" if not wrong else f"{name:<12} WRONG: " + "; ".join(wrong[:5]))
        failed |= bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
