# Keycloak with the platform's realm, in development mode with its own small database. The
# realm expects the platform at SHUYUAN_BASE_URI, http://127.0.0.1:SHUYUAN_PORT unless
# told otherwise, or where the testbed's own platform will be that comes up with it. It asks
# for passwords only, unless SHUYUAN_KEYCLOAK_BROWSER_FLOW says otherwise: programs sign in.
# Citizens register where the testbed's mail server came up before it, or SHUYUAN_SMTP_… names one.

release=$(version keycloak)
distribution=org.keycloak:keycloak-quarkus-dist:$release:tar.gz
patience=300

fetch() {
  central "$distribution" > /dev/null || unavailable "$distribution could not be downloaded"
}

realm_secrets() {
  local name
  for name in CATALOGUE GATEWAY PORTAL PROVISIONING; do
    echo "SHUYUAN_${name}_SECRET=$(secret "$name")"
  done
}

expected() {
  if [[ " ${servers[*]} " == *" platform "* ]]; then
    home=$testbed/platform
    mkdir -p "$home"
    echo "http://127.0.0.1:$(port)"
  else
    echo "${SHUYUAN_BASE_URI:-http://127.0.0.1:${SHUYUAN_PORT:-8080}}"
  fi
}

start() {
  find_jdk
  if [ ! -x "$home/programs/bin/kc.sh" ]; then
    mkdir -p "$home/programs"
    tar -xzf "$(central "$distribution")" -C "$home/programs" --strip-components=1 || return 1
    (expected) > "$home/base-uri"
  fi
  "$root/deploy/keycloak/install" "$home/programs" || return 1
  mapfile -t given < <(realm_secrets)
  export SHUYUAN_BASE_URI
  SHUYUAN_BASE_URI=$(cat "$home/base-uri")
  set -a
  # shellcheck source=/dev/null
  [ ! -e "$testbed/mail/settings" ] || . "$testbed/mail/settings"
  set +a
  # shellcheck source=/dev/null
  . "$root/deploy/keycloak/smtp.sh"
  launch env "${given[@]}" \
    SHUYUAN_KEYCLOAK_BROWSER_FLOW="${SHUYUAN_KEYCLOAK_BROWSER_FLOW:-browser}" JAVA_HOME="$JAVA_HOME" \
    JAVA_OPTS_KC_HEAP="-Xms64m -Xmx${SHUYUAN_TESTBED_HEAP:-384m}" \
    "$home/programs/bin/kc.sh" start-dev --import-realm --http-host=127.0.0.1 --http-port="$(port)"
}

healthy() {
  alive && answers "http://127.0.0.1:$(port)/realms/shuyuan"
}

settings() {
  echo "SHUYUAN_KEYCLOAK_URL=http://127.0.0.1:$(port)"
  realm_secrets
}
