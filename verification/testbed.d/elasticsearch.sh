# Elasticsearch: a real server out of its distribution for tests, which has few modules:
# TLS and passwords, but no place to keep API keys. Its licence lets it be used, not
# shipped: it is fetched here and nowhere else.

release=$(version elasticsearch-server)
programs=$cache/elasticsearch-$release
patience=300

fetch() {
  [ -e "$programs/bootstrap/elasticsearch.keystore" ] && return
  local zip unpacked=$programs.unfinished
  command -v openssl > /dev/null || unavailable "openssl is missing, which makes its certificate"
  zip=$(central "org.elasticsearch.distribution.integ-test-zip:elasticsearch:$release:zip") \
    || unavailable "its programs could not be downloaded"
  find_jdk
  rm -rf "$unpacked"
  mkdir -p "$unpacked"
  (cd "$unpacked" && "$JAVA_HOME/bin/jar" xf "$zip" && mv elasticsearch-*/* . && chmod +x bin/*) \
    || unavailable "its programs could not be unpacked"
  cp -r "$unpacked/config" "$unpacked/bootstrap"
  (umask 077; head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$unpacked/bootstrap/password")
  ES_JAVA_HOME=$JAVA_HOME ES_PATH_CONF=$unpacked/bootstrap "$unpacked/bin/elasticsearch-keystore" add -x -f \
    bootstrap.password < "$unpacked/bootstrap/password" > /dev/null 2>&1 || unavailable "its key store could not be made"
  mv "$unpacked" "$programs"
}

start() {
  find_jdk
  if [ ! -d "$home/config" ]; then
    cp -r "$programs/bootstrap" "$home/config"
    mkdir -p "$home/tmp"
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1,DNS:localhost \
      -keyout "$home/config/key.pem" -out "$home/config/certificate.pem" 2>> "$home/log" || return 1
    cat > "$home/config/elasticsearch.yml" << YAML
cluster.name: testbed
node.name: testbed
discovery.type: single-node
network.host: 127.0.0.1
http.port: $(port)
transport.port: $(port transport)
path.data: $home/data
path.logs: $home/logs
cluster.routing.allocation.disk.threshold_enabled: false
xpack.security.enabled: true
xpack.security.http.ssl.enabled: true
xpack.security.http.ssl.key: key.pem
xpack.security.http.ssl.certificate: certificate.pem
xpack.security.transport.ssl.enabled: false
YAML
  fi
  mapfile -t as < <(unprivileged)
  # the server attaches to itself, which needs a user that the kernel knows
  [ "${as[0]:-}" != unshare ] || as+=(--map-user=65534 --map-group=65534)
  ES_JAVA_HOME=$JAVA_HOME ES_PATH_CONF=$home/config ES_TMPDIR=$home/tmp \
    ES_JAVA_OPTS="-Xms${SHUYUAN_TESTBED_HEAP:-384m} -Xmx${SHUYUAN_TESTBED_HEAP:-384m} -XX:-HeapDumpOnOutOfMemoryError" \
    launch "${as[@]}" "$programs/bin/elasticsearch"
}

healthy() {
  alive && answers --cacert "$home/config/certificate.pem" -K - "https://127.0.0.1:$(port)/_cluster/health?wait_for_status=yellow&timeout=1s" \
    <<< "user = \"elastic:$(cat "$home/config/password")\""
}

settings() {
  echo "SHUYUAN_ELASTICSEARCH_URL=https://127.0.0.1:$(port)"
  echo "SHUYUAN_ELASTICSEARCH_USER=elastic"
  echo "SHUYUAN_ELASTICSEARCH_PASSWORD_FILE=$home/config/password"
  echo "SHUYUAN_ELASTICSEARCH_CA=$home/config/certificate.pem"
}
