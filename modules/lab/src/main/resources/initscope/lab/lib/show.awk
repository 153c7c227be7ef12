# What systemctl show prints of one unit: what it is by default or was recorded, then what its files say, then what is so now.
# awk -v wanted=NAME,NAME|all -v version=NUMBER -f show.awk DEFAULTS LOADED NOW
# Dependencies of the files are added to those there are by default.
BEGIN { n = split(wanted, names, ","); for (i = 1; i <= n; i++) ask[names[i]] = 1 }
FNR == 1 { part++ }
/^#/ { next }
{
  i = index($0, "="); if (!i) next
  name = substr($0, 1, i - 1); value = substr($0, i + 1)
  if (!(name in shown)) order[++count] = name
  if (part == 2 && name ~ /^(After|Before|Wants|Requires|BindsTo|RequiresMountsFor)$/) {
    n = split(value, words, " ")
    for (i = 1; i <= n; i++) if (index(" " shown[name] " ", " " words[i] " ") == 0) shown[name] = shown[name] (shown[name] == "" ? "" : " ") words[i]
  } else shown[name] = value
}
END {
  for (i = 1; i <= count; i++) {
    name = order[i]
    if (wanted == "all" ? shown[name] != "" || name in ask : name in ask) if (!(version < 235 && name == "NRestarts") && !(version < 232 && name ~ /^(CPUWeight|MemoryMax|MemoryHigh|MemoryLow)$/)) print name "=" shown[name]
  }
}
