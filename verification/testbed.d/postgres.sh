# PostgreSQL, from the programs that the standalone brings too, on all its promises of
# durability.

programs=$cache/postgres-$(version embedded-postgres-binaries)

fetch() {
  [ -x "$programs/bin/initdb" ] && return
  local platform jar unpacked
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-amd64 ;;
    Linux-aarch64) platform=linux-arm64v8 ;;
    Darwin-arm64) platform=darwin-arm64v8 ;;
    Darwin-x86_64) platform=darwin-amd64 ;;
    *) unavailable "no PostgreSQL is published for $(uname -sm)" ;;
  esac
  jar=$(central "io.zonky.test.postgres:embedded-postgres-binaries-$platform:$(version embedded-postgres-binaries)") \
    || unavailable "its programs could not be downloaded"
  find_jdk
  unpacked=$programs.unfinished
  rm -rf "$unpacked"
  mkdir -p "$unpacked"
  (cd "$unpacked" && "$JAVA_HOME/bin/jar" xf "$jar" && tar -xJf ./*.txz && rm -rf ./*.txz META-INF) \
    || unavailable "its programs could not be unpacked (tar with xz is needed)"
  mv "$unpacked" "$programs"
}

start() {
  small_disk || return 1
  mapfile -t as < <(unprivileged)
  if [ ! -e "$home/data/PG_VERSION" ]; then
    secret > /dev/null
    "${as[@]}" "$programs/bin/initdb" -D "$home/data" -U postgres --pwfile="$home/secret" --auth=scram-sha-256 \
      --encoding=UTF8 --locale=C >> "$home/log" 2>&1 || return 1
    # the programs have no psql; the platform's user is no superuser
    printf '%s\n' "create role shuyuan login createrole password '$(secret)'" "create database shuyuan owner shuyuan" \
      | "${as[@]}" "$programs/bin/postgres" --single -D "$home/data" postgres >> "$home/log" 2>&1 || return 1
  fi
  launch "${as[@]}" "$programs/bin/postgres" -D "$home/data" -p "$(port)" -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=200 -c shared_buffers=64MB -c io_method=sync -c jit=off \
    -c timezone=UTC
}

# The server itself writes when it takes connections.
healthy() {
  alive && [ "$(sed -n '8s/ *$//p' "$home/data/postmaster.pid")" = ready ]
}

# SIGINT: ends the connections that are left.
stop() {
  alive || return 0
  kill -INT "$(cat "$home/pid")"
  for _ in $(seq 300); do
    alive || return 0
    sleep 0.2
  done
  return 1
}

settings() {
  echo "SHUYUAN_SQL_URL=jdbc:postgresql://127.0.0.1:$(port)/shuyuan"
  echo "SHUYUAN_SQL_USER=shuyuan"
  echo "SHUYUAN_SQL_PASSWORD_FILE=$home/secret"
}
