# Sourced by the commands beside it, which set `here` to this folder: finds Java, builds what its sources are newer than.
# shellcheck shell=sh disable=SC2154
command=bench/$(basename "$0")

if [ -n "${JAVA_HOME-}" ]; then
  java=$JAVA_HOME/bin/java
else
  java=java
fi
command -v "$java" >/dev/null 2>&1 || {
  echo "$command: no Java found; install a JDK 17 or newer, or set JAVA_HOME" >&2
  exit 1
}

# build POM PRODUCT SOURCE...: packages a module, tests and checks left out, if its product is missing or older than a source.
build() {
  pom=$1
  product=$2
  shift 2
  if [ -f "$product" ] && [ -z "$(find "$pom" "$@" -newer "$product" | head -n 1)" ]; then
    return
  fi
  log=$here/target/build.log
  mkdir -p "$here/target"
  echo "$command: building $pom ..." >&2
  if ! (cd "$here/.." && ./mvnw -q -B -f "$pom" -Dmaven.test.skip=true -Dspotless.check.skip=true package) \
    >"$log" 2>&1; then
    cat "$log" >&2
    echo "$command: the build failed" >&2
    exit 1
  fi
  touch "$product"
}

tty=false
[ ! -t 1 ] || tty=true

# start CLASS ARGUMENT...: replaces the shell by the command's JVM, with the collector that the service has: what the SDK costs in
# both is compared. BENCH_JAVA_OPTS is split into words on purpose; BENCH_SERVICE_OPTS are options of the JVM of the service
# that is measured.
start() {
  # shellcheck disable=SC2086
  exec "$java" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dbench.tty=$tty \
    -XX:+UseSerialGC -Dbench.root="$here/.." "-Dbench.service.options=${BENCH_SERVICE_OPTS-}" ${BENCH_JAVA_OPTS-} -cp "$here/target/bench.jar" "$@"
}
