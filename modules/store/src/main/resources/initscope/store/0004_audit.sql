CREATE TABLE sent(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  wall INTEGER NOT NULL,
  host_key_sha256 TEXT NOT NULL,
  address TEXT NOT NULL,
  tx_id TEXT CHECK(length(tx_id) = 32),
  step TEXT NOT NULL,
  words TEXT NOT NULL,
  script_sha256 TEXT NOT NULL
) STRICT;
CREATE INDEX sent_by_tx ON sent(tx_id, seq);
CREATE TABLE ended(
  seq INTEGER PRIMARY KEY REFERENCES sent(seq),
  wall INTEGER NOT NULL,
  how TEXT NOT NULL CHECK(how IN ('EXIT','LOST','NOT_RUN')),
  exit INTEGER CHECK((how = 'EXIT') = (exit IS NOT NULL)),
  stdout BLOB NOT NULL,
  stdout_bytes INTEGER NOT NULL,
  stderr BLOB NOT NULL
) STRICT;
-- Numbers go on after those of the table 'event', which versions before wrote to.
INSERT INTO sqlite_sequence(name, seq) SELECT 'sent', max(seq) FROM event HAVING count(*) > 0;
CREATE VIEW audit AS
  SELECT seq, sent.wall, host_key_sha256, address, tx_id, step, words, script_sha256,
    ended.wall AS ended_wall, how, exit, stdout, stdout_bytes, stderr
  FROM sent LEFT JOIN ended USING(seq)
  UNION ALL
  SELECT seq, wall, host_key_sha256, address, tx_id, step, argv, NULL,
    wall, CASE event.exit WHEN -1 THEN 'LOST' ELSE 'EXIT' END, nullif(event.exit, -1), stdout, length(stdout), stderr
  FROM event JOIN tx ON tx.id = event.tx_id JOIN host ON host.id = tx.host_id;
CREATE TRIGGER sent_stays_u BEFORE UPDATE ON sent BEGIN SELECT RAISE(ABORT, 'what was sent never changes'); END;
CREATE TRIGGER sent_stays_d BEFORE DELETE ON sent BEGIN SELECT RAISE(ABORT, 'what was sent is never removed'); END;
CREATE TRIGGER ended_stays_u BEFORE UPDATE ON ended BEGIN SELECT RAISE(ABORT, 'an answer never changes'); END;
CREATE TRIGGER ended_stays_d BEFORE DELETE ON ended BEGIN SELECT RAISE(ABORT, 'an answer is never removed'); END;
CREATE TRIGGER tx_stays_u BEFORE UPDATE OF id, plan_id, host_id, boot_id, window_s, owner, created_wall ON tx BEGIN SELECT RAISE(ABORT, 'what a transaction began with never changes'); END;
CREATE TRIGGER tx_stays_d BEFORE DELETE ON tx BEGIN SELECT RAISE(ABORT, 'a transaction is never removed'); END;
-- REPLACE removes rows without asking the triggers above.
CREATE TRIGGER sent_stays_r BEFORE INSERT ON sent WHEN EXISTS (SELECT 1 FROM sent WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'what was sent is never replaced'); END;
CREATE TRIGGER ended_stays_r BEFORE INSERT ON ended WHEN EXISTS (SELECT 1 FROM ended WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'an answer is never replaced'); END;
CREATE TRIGGER event_stays_r BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;
CREATE TRIGGER plan_stays_r BEFORE INSERT ON plan WHEN EXISTS (SELECT 1 FROM plan WHERE id = NEW.id OR sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'a plan is never replaced'); END;
CREATE TRIGGER tx_stays_r BEFORE INSERT ON tx WHEN EXISTS (SELECT 1 FROM tx WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'a transaction is never replaced'); END;
CREATE TRIGGER change_stays_r BEFORE INSERT ON change WHEN EXISTS (SELECT 1 FROM change WHERE tx_id = NEW.tx_id AND ord = NEW.ord) BEGIN SELECT RAISE(ABORT, 'a change is never replaced'); END;
CREATE TRIGGER snapshot_stays_r BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM snapshot WHERE tx_id = NEW.tx_id AND ord = NEW.ord AND what = NEW.what) BEGIN SELECT RAISE(ABORT, 'a snapshot is never replaced'); END;
