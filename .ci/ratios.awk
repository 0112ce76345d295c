# Reads `go test -bench` output. Benchmarks named BenchmarkX/…/explain and
# BenchmarkX/…/PEER ran in one process, one after the other: prints how many times
# a peer's time explain takes, and of those that report memory its peak. Where the
# two take turns, the benchmark reports that itself, as x-PEER.
{ print }
/^Benchmark.* x-/ {
  name = $1
  sub(/^Benchmark/, "", name)
  sub(/-[0-9]+$/, "", name)
  for (i = 2; i < NF; i++) {
    if ($(i + 1) !~ /^x-/) continue
    if (!(name in turns)) turn[++m] = name
    turns[name] += $i
    count[name]++
    against[name] = substr($(i + 1), 3)
  }
  next
}
/^Benchmark.*ns\/op/ {
  last = split($1, part, "/")
  if (last < 2) next
  name = part[1]
  sub(/^Benchmark/, "", name)
  for (i = 2; i < last; i++) name = name "/" part[i]
  peer = part[last]
  sub(/-[0-9]+$/, "", peer)
  for (i = 2; i < NF; i++) {
    if ($(i + 1) == "ns/op") time[name, peer] += $i
    if ($(i + 1) == "peak-MB") peak[name, peer] = $i
  }
  runs[name, peer]++
  if (peer != "explain" && !((name, peer) in seen)) { seen[name, peer] = 1; order[++n] = name SUBSEP peer }
}
END {
  if (n + m) print "\nexplain against its peers, mean of the runs:"
  for (k = 1; k <= m; k++) printf "  %-24s %8.2f x %s\n", turn[k], turns[turn[k]] / count[turn[k]], against[turn[k]]
  for (k = 1; k <= n; k++) {
    split(order[k], id, SUBSEP)
    if (!((id[1], "explain") in time)) continue
    own = time[id[1], "explain"] / runs[id[1], "explain"]
    other = time[id[1], id[2]] / runs[id[1], id[2]]
    printf "  %-24s %8.2f x %s", id[1], own / other, id[2]
    if ((id[1], "explain") in peak) printf "   %4d MB, %.2f x %s", peak[id[1], "explain"], peak[id[1], "explain"] / peak[id[1], id[2]], id[2]
    print ""
  }
}
