# A second S3 object store to compare with the first, made by others: Versity's gateway
# over a folder, built from its source.

optional=yes
module=github.com/versity/versitygw/cmd/versitygw
release=v1.8.0
program=$cache/versitygw-$release

fetch() {
  [ -x "$program" ] && return
  command -v go > /dev/null || unavailable "Go is needed to build it (Debian: apt-get install golang-go)"
  local built=$cache/versitygw.unfinished
  rm -rf "$built"
  echo "building     $server (once, some minutes)"
  GOBIN=$built CGO_ENABLED=0 go install -trimpath -ldflags=-s "$module@$release" > "$home/log" 2>&1 \
    || unavailable "it could not be built: $(tail -n 1 "$home/log" | cut -c1-200)"
  mv "$built/versitygw" "$program"
}

start() {
  mkdir -p "$home/data" "$home/versions" "$home/metadata" "$home/accounts"
  ROOT_ACCESS_KEY=testbed ROOT_SECRET_KEY=$(secret) launch "$program" --port "127.0.0.1:$(port)" \
    --region cn-local --health /health --iam-dir "$home/accounts" --quiet posix --versioning-dir "$home/versions" --sidecar "$home/metadata" \
    "$home/data"
}

healthy() {
  alive && answers "http://127.0.0.1:$(port)/health"
}

# Who may read what is open, by a policy of that bucket.
reader() {
  [ -e "$home/reader-made" ] && return
  "$program" admin --access testbed --secret "$(secret)" --endpoint-url "http://127.0.0.1:$(port)" --region cn-local \
    create-user --access reader --secret "$(secret reader)" --role user >> "$home/log" 2>&1 && touch "$home/reader-made"
}

settings() {
  reader
  echo "SHUYUAN_S3_SECOND_ENDPOINT=http://127.0.0.1:$(port)"
  echo "SHUYUAN_S3_SECOND_REGION=cn-local"
  echo "SHUYUAN_S3_SECOND_ACCESS_KEY=testbed"
  echo "SHUYUAN_S3_SECOND_SECRET_KEY_FILE=$home/secret"
  echo "SHUYUAN_S3_SECOND_OPEN_ACCESS_KEY=reader"
  echo "SHUYUAN_S3_SECOND_OPEN_SECRET_KEY_FILE=$home/secret-reader"
}
