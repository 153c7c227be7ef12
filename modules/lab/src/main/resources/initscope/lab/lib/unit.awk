# Reads the files of one unit as systemd does and prints what systemctl show would tell of the settings in them.
# awk -v unit=NAME -v version=NUMBER [-v part=1] -f unit.awk FRAGMENT DROP-IN...; part: one drop-in alone.
function show(name, value) { if (!(name in shown)) order[++count] = name; shown[name] = value }
function add(name, value) { # asks with "in" first: to look at an element makes it
  if (value != "" && name in shown && shown[name] != "") value = shown[name] " " value
  show(name, value)
}
function unset(name) {
  if (version < 230) return "18446744073709551615"
  return name ~ /^(Memory|Tasks)/ ? "infinity" : "[not set]"
}
function bytes(text,   number, power) {
  power = index("KMGT", substr(text, length(text)))
  number = text + 0
  while (power-- > 0) number *= 1024
  return sprintf("%.0f", number)
}
# As format_timespan of systemd has it; only what is below an hour is needed here.
function span(millis,   minutes, seconds, text) {
  if (millis < 1000) return millis "ms"
  minutes = int(millis / 60000); millis -= minutes * 60000
  seconds = int(millis / 1000); millis -= seconds * 1000
  text = minutes > 0 ? minutes "min" : ""
  if (seconds > 0 || millis > 0) {
    if (text != "") text = text " "
    text = text (millis > 0 && minutes == 0 ? sprintf("%d.%06ds", seconds, millis * 1000) : seconds "s" (millis > 0 ? " " millis "ms" : ""))
  }
  return text
}
function millis(text,   number) {
  number = text + 0
  if (text ~ /ms$/) return number
  if (text ~ /min$/) return number * 60000
  return number * 1000
}
# Words of Environment=: a later assignment of a variable takes the place of an earlier one.
function environment(text,   i, c, word, quote) {
  if (text == "") { variables = 0; return }
  word = ""; quote = ""
  for (i = 1; i <= length(text) + 1; i++) {
    c = substr(text, i, 1)
    if (quote == "" && (c == " " || c == "\t" || c == "")) { if (word != "") variable(word); word = "" }
    else if (quote == "" && (c == "\"" || c == "'")) quote = c
    else if (c == quote) quote = ""
    else word = word c
  }
}
function variable(word,   i, name) {
  name = substr(word, 1, index(word, "="))
  for (i = 1; i <= variables; i++) if (index(variableAt[i], name) == 1) { variableAt[i] = word; return }
  variableAt[++variables] = word
}
function limit(name, text,   colon) {
  colon = index(text, ":")
  show(name, colon ? substr(text, colon + 1) : text)
  if (version >= 230) show(name "Soft", colon ? substr(text, 1, colon - 1) : text)
}
function setting(name, value) {
  if (name == "Environment") environment(value)
  else if (name == "EnvironmentFile") add("EnvironmentFiles", value == "" ? "" : (value ~ /^-/ ? substr(value, 2) " (ignore_errors=yes)" : value " (ignore_errors=no)"))
  else if (name ~ /^(After|Before|Wants|Requires|BindsTo|RequiresMountsFor)$/) add(name, value)
  else if (name ~ /^Limit[A-Z]+$/) limit(name, value)
  else if (name == "CPUQuota") show("CPUQuotaPerSecUSec", value == "" || value == "infinity" ? "infinity" : span(value * 10))
  else if (name ~ /^(CPUWeight|CPUShares)$/) show(name, value == "" ? unset(name) : value)
  else if (name ~ /^(Memory(Max|High|Low|Limit)|TasksMax)$/) show(name, value == "" || value == "infinity" ? unset(name) : bytes(value))
  else if (name ~ /^(TimeoutStart|TimeoutStop|Restart)Sec$/) show(substr(name, 1, length(name) - 3) "USec", value == "infinity" ? value : span(millis(value)))
  else if (name ~ /^(Description|Type|Restart|RemainAfterExit|NotifyAccess|PIDFile|Nice|OOMScoreAdjust|User|SourcePath|What|Where|Options)$/) show(name, value)
}
BEGIN { at = index(unit, "@"); instance = ""; if (at) { instance = substr(unit, at + 1); sub(/\.[a-z]+$/, "", instance) } }
FNR == 1 { section = "" }
/^[ \t]*([#;]|$)/ { next }
/^\[/ { section = $0; next }
section != "[Install]" {
  i = index($0, "="); if (!i) next
  name = substr($0, 1, i - 1); value = substr($0, i + 1)
  gsub(/[ \t]/, "", name); gsub(/^[ \t]+|[ \t]+$/, "", value); gsub(/%i/, instance, value); gsub(/%%/, "%", value)
  setting(name, value)
}
END {
  # A recorded unit may have had variables from a drop-in that a boot took away: files alone say which there are.
  if (unit ~ /\.service$/ && !part) { text = ""; for (i = 1; i <= variables; i++) text = text (i > 1 ? " " : "") variableAt[i]; show("Environment", text) }
  for (i = 1; i <= count; i++) print order[i] "=" shown[order[i]]
}
