# Finds the JDK, Maven, the built programs and free ports for the scripts here; sourced, not run.

jdk_release() {
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | head -n 1
}

find_jdk() {
  local home release on_path
  on_path=$(command -v javac || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* /usr/local/*jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
    release=$(jdk_release "$home")
    if [ -n "$release" ] && [ "$release" -ge 25 ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return
    fi
  done
  echo "No JDK 25 or newer was found. Install one (for example Eclipse Temurin 25), or set JAVA_HOME to its folder." >&2
  exit 3
}

find_maven() {
  if [ -n "${MAVEN_HOME:-}" ] && [ -x "$MAVEN_HOME/bin/mvn" ]; then
    MVN=$MAVEN_HOME/bin/mvn
  elif command -v mvn > /dev/null; then
    MVN=mvn
  else
    echo "Maven was not found. Install Maven 3.8 or newer (Debian, Ubuntu: apt-get install maven), or set MAVEN_HOME." >&2
    exit 3
  fi
}

# The whole program that deploy/run or deploy/services built last.
find_app() {
  app=$(ls -td "$root"/deploy/.cache/app-*/ "$root"/deploy/.cache/services/standalone/ 2> /dev/null | head -n 1 || true)
  [ -n "$app" ] || { echo "Nothing is built yet: deploy/run or deploy/services build does it." >&2; exit 2; }
}

# One number for everything that the programs are built from.
fingerprint() {
  (cd "$root" && { echo "$JAVA_HOME"; jdk_release "$JAVA_HOME"
    find pom.xml rdf-vocab platform catalogue-service sharing-gateway open-portal deploy/standalone \
      \( -name target -o -path '*/src/test' \) -prune -o -type f -print | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum; } \
    | cksum | tr -d ' ')
}

# A port on loopback that nobody listens at.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM << 4 ^ RANDOM) % 12000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}
