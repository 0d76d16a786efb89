# Toxiproxy between the platform and the servers that run when it is brought up, so that
# the network to each can be cut and slowed down (FaultJourney). Its settings override
# those of the servers: the platform, brought up after it, reaches them through it.
# Keycloak is not behind it, as its address is in every token.

optional=yes
release=2.12.0
program=$cache/toxiproxy-$release

fetch() {
  [ -x "$program" ] && return
  local go unpacked=$cache/toxiproxy.unfinished
  go=$(command -v go || echo /usr/local/go/bin/go)
  [ -x "$go" ] || unavailable "Go is needed to build it (Debian: apt-get install golang-go)"
  GOBIN=$unpacked "$go" install "github.com/Shopify/toxiproxy/v2/cmd/server@v$release" > "$home/log" 2>&1 \
    || unavailable "it could not be built: $(tail -n 1 "$home/log" | cut -c1-200)"
  mv "$unpacked/server" "$program"
  rmdir "$unpacked"
}

behind() {
  [ -e "$testbed/$1/port" ]
}

# A server's own port.
upstream() {
  cat "$testbed/$1/port"
}

start() {
  local name between=''
  for name in postgres objects elasticsearch fuseki; do
    behind "$name" || continue
    echo "$between{\"name\": \"$name\", \"listen\": \"127.0.0.1:$(port "$name")\", \"upstream\": \"127.0.0.1:$(upstream "$name")\", \"enabled\": true}"
    between=,
  done > "$home/proxies"
  (echo '['; cat "$home/proxies"; echo ']') > "$home/proxies.json"
  LOG_LEVEL=warn launch "$program" -host 127.0.0.1 -port "$(port)" -config "$home/proxies.json"
}

healthy() {
  alive && answers "http://127.0.0.1:$(port)/version"
}

settings() {
  echo "SHUYUAN_TOXIPROXY=http://127.0.0.1:$(port)"
  for name in postgres objects elasticsearch fuseki; do
    if behind "$name"; then
      sed -n "s/127\.0\.0\.1:$(upstream "$name")\b/127.0.0.1:$(port "$name")/p" "$testbed/$name/settings"
    fi
  done
}
