CREATE TABLE host(
  id INTEGER PRIMARY KEY,
  host_key_sha256 TEXT NOT NULL,
  machine_id TEXT NOT NULL,
  address TEXT NOT NULL,
  label TEXT NOT NULL DEFAULT '',
  UNIQUE(host_key_sha256, machine_id)
) STRICT;
CREATE TABLE plan(
  id INTEGER PRIMARY KEY,
  host_id INTEGER NOT NULL REFERENCES host(id),
  created_nanos INTEGER NOT NULL,
  engine_version TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  json TEXT NOT NULL
) STRICT;
CREATE TABLE tx(
  id TEXT PRIMARY KEY CHECK(length(id) = 32),
  plan_id INTEGER NOT NULL REFERENCES plan(id),
  host_id INTEGER NOT NULL REFERENCES host(id),
  boot_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK(state IN ('INTENT','ARMED','APPLIED','CONFIRMING','CONFIRMED','ROLLED','DRIFT','UNKNOWN','NEEDS_PERSON')),
  window_s INTEGER NOT NULL,
  owner TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  forgotten INTEGER NOT NULL DEFAULT 0,
  created_wall INTEGER NOT NULL,
  updated_wall INTEGER NOT NULL
) STRICT;
CREATE INDEX tx_by_host ON tx(host_id, created_wall);
CREATE TABLE change(
  tx_id TEXT NOT NULL REFERENCES tx(id),
  ord INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  phase TEXT NOT NULL,
  want BLOB NOT NULL,
  PRIMARY KEY(tx_id, ord)
) STRICT;
CREATE TABLE snapshot(
  tx_id TEXT NOT NULL REFERENCES tx(id),
  ord INTEGER NOT NULL,
  what TEXT NOT NULL,
  present INTEGER NOT NULL,
  before BLOB NOT NULL,
  before_key TEXT NOT NULL,
  PRIMARY KEY(tx_id, ord, what)
) STRICT;
CREATE TABLE event(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tx_id TEXT NOT NULL REFERENCES tx(id),
  wall INTEGER NOT NULL,
  step TEXT NOT NULL,
  argv TEXT NOT NULL,
  exit INTEGER NOT NULL,
  stdout BLOB NOT NULL,
  stderr BLOB NOT NULL
) STRICT;
CREATE INDEX event_by_tx ON event(tx_id, seq);
CREATE TRIGGER plan_stays_u BEFORE UPDATE ON plan BEGIN SELECT RAISE(ABORT, 'a plan never changes'); END;
CREATE TRIGGER plan_stays_d BEFORE DELETE ON plan BEGIN SELECT RAISE(ABORT, 'a plan is never removed'); END;
CREATE TRIGGER change_stays_u BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'a change never changes'); END;
CREATE TRIGGER change_stays_d BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'a change is never removed'); END;
CREATE TRIGGER snapshot_stays_u BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'a snapshot never changes'); END;
CREATE TRIGGER snapshot_stays_d BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'a snapshot is never removed'); END;
CREATE TRIGGER event_stays_u BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'an event never changes'); END;
CREATE TRIGGER event_stays_d BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
