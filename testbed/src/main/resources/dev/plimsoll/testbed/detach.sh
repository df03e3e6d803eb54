# Runs a server that outlives the JVM and the terminal that started it: $1 is its log, the rest its command line.
log=$1
shift
trap '' HUP
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" </dev/null >>"$log" 2>&1 &
else
  "$@" </dev/null >>"$log" 2>&1 &
fi
echo "$!"
