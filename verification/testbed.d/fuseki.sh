# Fuseki: any SPARQL 1.1 server could stand here. One dataset on disk, whose default graph
# is the union of its named graphs, for one user; queries end after ten seconds.

fuseki=org.apache.jena:jena-fuseki-server:$(version fuseki)

fetch() {
  central "$fuseki" > /dev/null || unavailable "$fuseki could not be downloaded"
}

start() {
  find_jdk
  mkdir -p "$home/public"
  (umask 077; echo "shuyuan: $(secret)" > "$home/accounts")
  cat > "$home/config.ttl" << TURTLE
@prefix fuseki: <http://jena.apache.org/fuseki#> .
@prefix ja: <http://jena.hpl.hp.com/2005/11/Assembler#> .
@prefix tdb2: <http://jena.apache.org/2016/tdb#> .
<#public> a fuseki:Service ; fuseki:name "public" ; fuseki:allowedUsers "shuyuan" ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
  fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "$home/public" ; tdb2:unionDefaultGraph true ;
    ja:context [ ja:cxtName "arq:queryTimeout" ; ja:cxtValue "10000" ] ] .
TURTLE
  (cd "$home" && launch "$JAVA_HOME/bin/java" -Xmx"${SHUYUAN_TESTBED_HEAP:-384m}" -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
    -jar "$(central "$fuseki")" --localhost --port "$(port)" --ping --auth=basic --passwd="$home/accounts" \
    --config "$home/config.ttl")
}

healthy() {
  alive && answers "http://127.0.0.1:$(port)/\$/ping"
}

settings() {
  echo "SHUYUAN_SPARQL_QUERY=http://127.0.0.1:$(port)/public/query"
  echo "SHUYUAN_SPARQL_UPDATE=http://127.0.0.1:$(port)/public/update"
  echo "SHUYUAN_SPARQL_USER=shuyuan"
  echo "SHUYUAN_SPARQL_PASSWORD_FILE=$home/secret"
}
