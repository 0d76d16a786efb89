# Fuseki: any SPARQL 1.1 server could stand here. One dataset for what is public, one for
# everything, both on disk.

fuseki=org.apache.jena:jena-fuseki-server:5.6.0

fetch() {
  central "$fuseki" > /dev/null || unavailable "$fuseki could not be downloaded"
}

dataset() {
  mkdir -p "$home/$1"
  cat << TURTLE
<#$1> a fuseki:Service ; fuseki:name "$1" ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] ,
    [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "$home/$1" ] .
TURTLE
}

start() {
  find_jdk
  {
    echo '@prefix fuseki: <http://jena.apache.org/fuseki#> .'
    echo '@prefix tdb2: <http://jena.apache.org/2016/tdb#> .'
    dataset public
    dataset internal
  } > "$home/config.ttl"
  (cd "$home" && launch "$JAVA_HOME/bin/java" -Xmx384m -XX:+UseSerialGC -jar "$(central "$fuseki")" \
    --localhost --port "$(port)" --ping --config "$home/config.ttl")
}

healthy() {
  alive && answers "http://127.0.0.1:$(port)/\$/ping"
}

settings() {
  echo "SHUYUAN_SPARQL_PUBLIC=http://127.0.0.1:$(port)/public"
  echo "SHUYUAN_SPARQL_INTERNAL=http://127.0.0.1:$(port)/internal"
}
