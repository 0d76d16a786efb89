# The platform as on many machines: two of each service, all processes of their own,
# behind nginx with the table of paths. Keeps everything on the testbed's other servers:
# postgres and objects must run, elasticsearch, fuseki and keycloak are used where they do. Where
# Keycloak does not, a standalone issues the tokens.

optional=yes
patience=900
members=(identity catalogue-1 catalogue-2 gateway-1 gateway-2 portal-1 portal-2 proxy)

fetch() {
  command -v nginx > /dev/null || unavailable "nginx is needed (Debian: apt-get install nginx-light)"
  runs postgres && runs objects || unavailable "postgres and objects have to run first"
  "$root/deploy/services" build > "$home/log" 2>&1 || unavailable "the services could not be built; see $home/log"
}

# Starts what does not run yet.
member() {
  local name=$1
  shift
  mkdir -p "$home/$name"
  (export SHUYUAN_PORT SHUYUAN_DATA=$home/$name/data; SHUYUAN_PORT=$(port "$name"); home=$home/$name; alive || launch "$@")
}

upstream() {
  echo "  upstream $1 {"
  for member in "${@:2}"; do
    echo "    server 127.0.0.1:$(port "$member") max_fails=0;"
  done
  echo "  }"
}

# What answers a session stays with it: the instance's name ends the session's cookie.
proxy_settings() {
  cat << NGINX
daemon off;
pid $home/proxy/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 2048; }
http {
  access_log off;
  client_body_temp_path $home/proxy/body;
  proxy_temp_path $home/proxy/temp;
  fastcgi_temp_path $home/proxy/unused;
  uwsgi_temp_path $home/proxy/unused;
  scgi_temp_path $home/proxy/unused;
$(upstream identity identity; upstream catalogue catalogue-1 catalogue-2; upstream gateway gateway-1 gateway-2
  upstream portal portal-1 portal-2; upstream portal-1 portal-1; upstream portal-2 portal-2)
  map \$cookie_portal \$portal { ~\.portal-1\$ portal-1; ~\.portal-2\$ portal-2; default portal; }
  server {
    listen 127.0.0.1:$(port);
    client_max_body_size 0;
    proxy_http_version 1.1;
    proxy_request_buffering off;
    proxy_buffering off;
    proxy_read_timeout 120s;
    proxy_set_header Connection "";
    proxy_set_header Host \$http_host;
    proxy_set_header X-Forwarded-Proto \$scheme;
    proxy_set_header X-Forwarded-Port \$server_port;
    proxy_set_header X-Forwarded-For \$remote_addr;
    location ~ ^/(api/v1/catalogue|sparql|vocab|api/openapi/catalogue)(/|\$) { proxy_pass http://catalogue; }
    location ~ ^/(api/v1/sharing|api/openapi/sharing)(/|\$) { proxy_pass http://gateway; }
    location ~ ^/(api/v1/identity|api/openapi/identity|oauth2/(authorize|token|jwks|revoke|introspect)|\.well-known|userinfo|connect|register|password|login\.css)(/|\$) { proxy_pass http://identity; }
    location = /.well-known/security.txt { proxy_pass http://\$portal; }
    location = /login { proxy_pass http://identity; }
    location / { proxy_pass http://\$portal; }
  }
}
NGINX
}

runs() {
  [ -e "$testbed/$1/settings" ]
}

start() {
  local name
  for name in "${members[@]}"; do
    port "$name" > /dev/null
  done
  port > /dev/null
  mkdir -p "$home/proxy"
  proxy_settings > "$home/proxy/nginx.conf"
  set -a
  # shellcheck source=/dev/null
  for settings in "$testbed"/*/settings; do . "$settings"; done
  SHUYUAN_BASE_URI=http://127.0.0.1:$(port)
  SHUYUAN_SQL=external
  SHUYUAN_OBJECTS=s3
  # a realm has been imported with its own
  : "${SHUYUAN_CATALOGUE_SECRET:=$(secret catalogue)}" "${SHUYUAN_GATEWAY_SECRET:=$(secret gateway)}"
  : "${SHUYUAN_PORTAL_SECRET:=$(secret portal)}"
  SHUYUAN_REHEARSE=no
  SHUYUAN_DEMO=true
  set +a
  if runs elasticsearch; then export SHUYUAN_SEARCH=elasticsearch; fi
  if runs fuseki; then export SHUYUAN_SPARQL=remote; fi
  if runs keycloak; then export SHUYUAN_IDENTITY=keycloak; fi
  member proxy nginx -p "$home/proxy" -c "$home/proxy/nginx.conf" -e stderr
  if runs keycloak; then
    member identity "$root/deploy/services" identity
  else
    member identity "$root/deploy/run"
  fi
  for name in 1 2; do
    member "catalogue-$name" "$root/deploy/services" catalogue
    member "gateway-$name" "$root/deploy/services" gateway
    SHUYUAN_ROUTE=portal-$name member "portal-$name" "$root/deploy/services" portal
  done
}

each_member() {
  local name
  for name in "${members[@]}"; do
    [ -d "$home/$name" ] || continue
    (home=$home/$name && "$@" "$name") || return 1
  done
}

up() {
  alive || return 1
  [ "$1" = proxy ] || answers "http://127.0.0.1:$(cat "$testbed/platform/port-$1")/actuator/health/readiness"
}

healthy() {
  each_member up && answers "http://127.0.0.1:$(port)/" && grep -q '^city loaded' "$home/identity/log"
}

dead() {
  [ -d "$home" ] && ! each_member alive && tail -n 3 "$home"/*/log >&2
}

end() {
  alive || return 0
  kill -TERM "$(cat "$home/pid")"
}

gone() {
  for _ in $(seq 200); do
    alive || return 0
    sleep 0.2
  done
  kill -KILL -- "-$(cat "$home/pid")"
}

stop() {
  each_member end
  each_member gone
}

settings() {
  echo "SHUYUAN_URL=http://127.0.0.1:$(port)"
  echo "SHUYUAN_ACCOUNTS=$home/identity/data/accounts.json"
  echo "SHUYUAN_CATALOGUES=http://127.0.0.1:$(port catalogue-1),http://127.0.0.1:$(port catalogue-2)"
  echo "SHUYUAN_GATEWAYS=http://127.0.0.1:$(port gateway-1),http://127.0.0.1:$(port gateway-2)"
}
