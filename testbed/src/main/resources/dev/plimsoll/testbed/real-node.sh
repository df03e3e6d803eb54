# Runs a whole node until it is killed: containerd, and the kubelet.
#   real-node.sh run FOLDER ADDRESS KUBELET IMAGE FLAG...   ADDRESS becomes the machine's own; the FLAGs are the kubelet's
#   real-node.sh tidy                                       removes what nodes left behind that are no more
#
# The node lives in process, mount and IPC namespaces of its own, and its first process dies with the process that has
# been started here. So however that ends, the kernel ends everything that runs on the node and takes down every mount
# and the loop device. What remains are empty control groups and the address; both bear the id of that process.
set -eu

# Each hierarchy of control groups that has controllers, or the only one.
hierarchies() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    echo /sys/fs/cgroup
  else
    for each in /sys/fs/cgroup/*/; do [ -f "$each/cgroup.controllers" ] || echo "${each%/}"; done
  fi
}

# runs PID: whether it does. One that has ended and that nobody has buried yet does not.
runs() {
  state=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) || return 1
  case $state in Z* | X*) return 1 ;; esac
}

tidy() {
  for group in /sys/fs/cgroup/plimsoll-node-* /sys/fs/cgroup/*/plimsoll-node-*; do
    pid=${group##*-}
    [ -d "$group" ] && ! runs "$pid" || continue
    tries=0
    # What was in it may be dying still.
    until find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || [ ! -d "$group" ] || [ "$tries" -gt 100 ]; do
      tries=$((tries + 1))
      sleep 0.1
    done
  done
  ip -4 -oneline address show dev lo | sed -n 's/.* inet \([^ ]*\) .* lo:pl\([0-9]*\)\\.*/\1 \2/p' |
    while read -r address pid; do
      runs "$pid" || ip address delete "$address" dev lo 2>/dev/null || true
    done
}

case $1 in
  tidy) tidy ;;
  run)
    for each in containerd ctr runc unshare ip; do
      command -v "$each" >/dev/null 2>&1 || { echo "A real node needs $each, and PATH has none."; exit 69; }
    done
    tidy
    shift
    for each in $(hierarchies); do mkdir -p "$each/plimsoll-node-$$"; done
    ip address add "$2/32" dev lo label "lo:pl$$"
    exec unshare --mount --pid --ipc --fork --kill-child --mount-proc /bin/sh "$0" node "plimsoll-node-$$" "$@"
    ;;
  node)
    group=$2 folder=$3 kubelet=$5 image=$6
    shift 6
    mount --make-rshared /
    # The kubelet and the network plug-ins set these for the whole machine, which is not theirs: they get copies.
    mkdir -p "$folder/sysctl"
    for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys \
      kernel/keys/root_maxbytes net/ipv4/ip_forward; do
      copy=$folder/sysctl/$(echo "$setting" | tr / .)
      cat "/proc/sys/$setting" >"$copy"
      mount --bind "$copy" "/proc/sys/$setting"
    done
    # One small disk for all that a node writes, where nodes have it.
    mount -o loop,noatime "$folder/disk.ext4" /var/lib
    mkdir -p /var/lib/log
    mount --bind /var/lib/log /var/log
    mount -t tmpfs tmpfs /run

    containerd --config "$folder/containerd.toml" >"$folder/containerd.log" 2>&1 &
    until ctr version >/dev/null 2>&1; do sleep 0.1; done
    ctr --namespace k8s.io images import "$image" >>"$folder/containerd.log" 2>&1
    # The first process of a namespace buries the dead of all others, for which the kubelet is not made.
    "$kubelet" --cgroup-root="/$group" "$@" &
    wait $!
    ;;
esac
