CREATE TABLE trace_mark(
  trace TEXT NOT NULL,
  nanos INTEGER NOT NULL,
  PRIMARY KEY(trace, nanos)
) STRICT;
CREATE TABLE trace_pin(
  trace TEXT NOT NULL,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY(trace, place)
) STRICT;
