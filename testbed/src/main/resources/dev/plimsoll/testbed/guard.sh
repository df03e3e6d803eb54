# Runs a server that must not outlive the JVM that started it: $1 is its log, the rest its command line.
# The JVM holds the other end of standard input; however it ends, that pipe closes and the server is killed.
log=$1
shift
"$@" </dev/null >>"$log" 2>&1 &
server=$!
echo "$server"
exec 3<&0 >/dev/null 2>&1
(
  cat <&3
  kill -KILL "$server"
) &
guard=$!
wait "$server"
code=$?
# Only now is the server's process id free for others: the guard must not kill whoever gets it.
kill -KILL "$guard"
exit "$code"
