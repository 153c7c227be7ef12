package initscope.formats.selinux;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.host.AvcEvent;
import initscope.model.host.AvcMessage;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvcDecoderTest {
  private static final String AUDIT = "selinux/audit/";
  private static final String GO = AUDIT + "go-libaudit/";
  private static final String INSIGHTS = "rhel-cmds/insights/audit_log/AUDIT_LOG_";
  private static final String AVC =
      "avc:  denied  { read } for  pid=1 comm=\"x\" ino=7 scontext=u:r:a_t:s0"
          + " tcontext=u:object_r:b_t:s0 tclass=file permissive=0\n";

  private static Decoded<List<AvcEvent>> corpus(String file) {
    return new AvcDecoder().decode(Corpus.bytes(file));
  }

  private static Decoded<List<AvcEvent>> text(String text) {
    return new AvcDecoder().decode(Bytes.of(text));
  }

  private static List<String> ids(Decoded<?> seen) {
    return seen.problems().stream().map(Problem::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "allow_execmod, execmod, unconfined_execmem_t, lib_t, file, 1166045975667, 1128,"
        + " /usr/lib/libGL.so.1.2, /usr/lib/openoffice.org2.0/program/soffice.bin",
    "allow_postfix_local_write_mail_spool, write, postfix_local_t, mail_spool_t, file,"
        + " 1166045975667, 1129, /usr/lib/libGL.so.1.2,"
        + " /usr/lib/openoffice.org2.0/program/soffice.bin",
    "automount_exec_config, execute, automount_t, automount_lock_t, file, 1166111074191, 74,"
        + " /etc/auto.net, /usr/sbin/automount",
    "bind_ports, name_bind, httpd_t, reserved_port_t, tcp_socket, 1165963069244, 851, '',"
        + " /usr/sbin/httpd",
    "httpd_can_network_connect, name_connect, httpd_t, reserved_port_t, tcp_socket,"
        + " 1165963069244, 853, '', /usr/sbin/httpd",
    "httpd_can_network_connect_db, name_connect, httpd_t, mysqld_port_t, tcp_socket,"
        + " 1165963069244, 853, '', /usr/sbin/httpd",
    "httpd_unified, write, httpd_t, httpd_sys_content_t, file, 1166038880318, 1103, '',"
        + " /usr/bin/perl",
    "restorecon, execute, nsplugin_t, usr_t, file, 1228276291360, 466,"
        + " /opt/real/RealPlayer/mozilla/nphelix.so, /usr/lib/nspluginwrapper/npviewer.bin",
    "samba_home_dir, read, smbd_t, ssh_home_t, file, 1166023021373, 910, '', /usr/sbin/vssmbd",
  })
  void readsEachSampleOfSetroubleshoot(
      String file,
      String permission,
      String source,
      String target,
      String objectClass,
      long millis,
      long serial,
      String path,
      String exe) {
    var seen = corpus(AUDIT + "setroubleshoot/" + file + ".log");
    assertThat(ids(seen)).allMatch(id -> id.equals("avc.line.unfinished"));
    AvcEvent event = one(seen);
    AvcMessage message = event.messages().getFirst();
    assertThat(message.denied()).isTrue();
    assertThat(message.permissions()).containsExactly(permission);
    assertThat(message.sourceType()).isEqualTo(source);
    assertThat(message.targetType()).isEqualTo(target);
    assertThat(message.objectClass()).isEqualTo(objectClass);
    assertThat(event.epochMillis()).hasValue(millis);
    assertThat(event.serial()).hasValue(serial);
    assertThat(message.path().orElse("")).isEqualTo(path);
    assertThat(event.exe()).contains(exe);
    assertThat(message.port())
        .isEqualTo(objectClass.equals("tcp_socket") ? OptionalInt.of(81) : OptionalInt.empty());
  }

  private static AvcEvent one(Decoded<List<AvcEvent>> seen) {
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.value().getFirst().messages()).hasSize(1);
    return seen.value().getFirst();
  }

  /// The values of go-libaudit's golden file, for the fields that it has.
  @Test
  void readsAsGoLibauditDoes() {
    AvcEvent event = one(corpus(GO + "auparse/test2.log"));
    AvcMessage message = event.messages().getFirst();
    String golden = Corpus.bytes(GO + "auparse/test2.log.golden").utf8();
    assertThat(golden).contains("\"seperms\": \"" + String.join(" ", message.permissions()));
    assertThat(golden).contains("\"scontext\": \"" + message.source() + "\"");
    assertThat(golden).contains("\"tcontext\": \"" + message.target() + "\"");
    assertThat(golden).contains("\"tclass\": \"" + message.objectClass() + "\"");
    message.fields().forEach((k, v) -> assertThat(golden).contains("\"" + k + "\": \"" + v + "\""));
    assertThat(event.epochMillis()).hasValue(1170021493977L);
    assertThat(message.path()).contains("/var/spool/postfix/maildrop");
    assertThat(event.exe()).contains("/usr/libexec/postfix/pickup");
  }

  /// None of SELinux: AppArmor's, or records of other types only.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "aucoalesce/rhel-7-linux-3.10.0.yaml",
        "aucoalesce/ubuntu-16.04-linux-4.13.0.yaml",
        "aucoalesce/ubuntu-16.10-linux-4.8.0.yaml",
        "aucoalesce/ubuntu-17.04-linux-4.10.0.yaml",
        "auparse/audit-rhel6.log",
        "auparse/audit-ubuntu14.log",
        "auparse/audit-ubuntu16.log",
        "auparse/test3.log",
        "stream/lost_messages.log",
        "stream/normal.log",
        "stream/rollover.log",
      })
  void findsNoneWhereThereIsNone(String file) {
    var seen = corpus(GO + file);
    assertThat(seen.value()).isEmpty();
    assertThat(seen.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL, 1, 1506487181009, 32794, ''",
    "START_WITH_SOME_WIRED_STRINGS, 0, , , avc.line.unreadable",
    "TEMPALTE, 0, , , ''",
    "WITHOUT_JUST_TAIL_PART, 0, , , avc.line.unreadable",
    "WITHOUT_TIMESTAMP_FIELD, 1, , , avc.time.unreadable",
    "WITH_INVALID_TIMESTAMP_FIELD, 1, 1506487181009, , ''",
    "WITH_JUST_HEAD_PART, 0, , , avc.line.unreadable",
    "../DUMMY_AUDIT_LOG_2, 1, , , avc.time.unreadable",
    "../DUMMY_AUDIT_LOG_3, 1, , 32794, avc.time.unreadable",
    "../LAST_LINE_OF_TEMPLATE, 0, , , ''",
  })
  void readsWhatIsLeftOfADamagedLine(
      String file, int count, Long millis, Long serial, String problem) {
    String name =
        file.startsWith("../")
            ? INSIGHTS.replace("AUDIT_LOG_", "") + file.substring(3)
            : INSIGHTS + file;
    var seen = corpus(name + ".txt");
    assertThat(seen.value()).hasSize(count);
    assertThat(String.join(",", ids(seen))).isEqualTo(problem);
    for (AvcEvent event : seen.value()) {
      assertThat(event.epochMillis().orElse(0)).isEqualTo(millis == null ? 0 : millis);
      assertThat(event.serial().orElse(0)).isEqualTo(serial == null ? 0 : serial);
      assertThat(event.messages().getFirst().sourceType()).isEqualTo("mongod_t");
    }
  }

  @Test
  void joinsRecordsOfEventsThatStandBetweenEachOther() {
    String first = " msg=audit(1.000:1): ";
    String second = " msg=audit(1.000:2): ";
    var seen =
        text(
            ("type=PATH" + first + "item=0 name=\"/one\" inode=7\n")
                + ("type=AVC" + second + AVC)
                + ("type=AVC" + first + AVC)
                + ("type=PATH" + second + "item=0 name=\"two\" inode=7\n")
                + ("type=SYSCALL" + first + "success=yes exe=\"/bin/a\"\n")
                + ("type=CWD" + second + "cwd=\"/\"\n"));
    assertThat(seen.value()).extracting(e -> e.serial().orElseThrow()).containsExactly(2L, 1L);
    assertThat(seen.value())
        .extracting(e -> e.messages().getFirst().path().orElseThrow())
        .containsExactly("/two", "/one");
    assertThat(seen.value().get(1).exe()).contains("/bin/a");
  }

  /// Anybody may write such a line to the journal, under a name of their own.
  @Test
  void onlyTheKernelsAndTheAuditSystemsOwnLinesCount() {
    String record = "type=AVC msg=audit(1.000:1): " + AVC;
    for (String sender : List.of("kernel: ", "kernel: audit: ", "audispd: ", "audispd: node=a ")) {
      assertThat(text("Nov 26 18:16:45 web-3 " + sender + record).value()).hasSize(1);
    }
    for (String sender :
        List.of("app[9]: ", "app[9]: kernel: ", "app: [ 1.0] ", "app[9]: node=a ", "x: audit: ")) {
      var seen = text("Nov 26 18:16:45 web-3 " + sender + record);
      assertThat(seen.value()).isEmpty();
      assertThat(ids(seen)).containsExactly("avc.line.unreadable");
    }
  }

  @Test
  void tellsWhatWasOnlyLogged() {
    String stamp = "type=AVC msg=audit(1.000:1): ";
    AvcEvent told = one(text(stamp + AVC.replace("permissive=0", "permissive=1")));
    assertThat(told.onlyLogged(told.messages().getFirst())).isTrue();
    String old = stamp + AVC.replace(" permissive=0", "");
    AvcEvent untold = one(text(old));
    assertThat(untold.onlyLogged(untold.messages().getFirst())).isFalse();
    AvcEvent call = one(text(old + "type=SYSCALL msg=audit(1.000:1): success=yes\n"));
    assertThat(call.onlyLogged(call.messages().getFirst())).isTrue();
  }

  @Test
  void readsWhatAusearchHasInterpreted() {
    var seen =
        text(
            "type=AVC msg=audit(11/26/2026 18:16:42.115:401) : avc:  denied  { read } for  pid=1"
                + " comm=FACE name=a scontext=u:r:a_t:s0 tcontext=u:r:b_t:s0 tclass=file\n");
    assertThat(seen.problems()).isEmpty();
    AvcEvent event = one(seen);
    assertThat(event.serial()).hasValue(401);
    assertThat(event.epochMillis()).isEmpty();
    assertThat(event.messages().getFirst().field("comm")).contains("FACE");
  }

  /// Letters of records in any order: nothing is thrown and every message has what a rule needs.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anySoupOfPiecesIsBorne(long seed) {
    String[] pieces = {
      "type=AVC ",
      "type=USER_AVC ",
      "type=1400 ",
      "type=PATH ",
      "node=a ",
      "msg=audit(",
      "1.000:1",
      "): ",
      "avc:  ",
      "avc: ",
      "denied  ",
      "granted ",
      "{ ",
      "read ",
      "} ",
      "for ",
      "scontext=u:r:a_t:s0 ",
      "tcontext=",
      "u:r:b_t ",
      "tclass=file ",
      "tclass= ",
      "\"",
      "'",
      "\n",
      "\u001d",
      "=",
      "path=2F ",
      "permissive=1 ",
      "kernel: ",
      "audit: ",
      "[ 1.2] ",
      "audit[1]: AVC ",
      "ino=1 ",
      "é",
      "\u202e"
    };
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      StringBuilder soup = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        soup.append(pieces[random.nextInt(pieces.length)]);
      }
      for (AvcEvent event : text(soup.toString()).value()) {
        assertThat(event.messages()).isNotEmpty();
        for (AvcMessage message : event.messages()) {
          assertThat(message.permissions()).isNotEmpty().doesNotContain("");
          assertThat(message.sourceType()).isNotEmpty();
          assertThat(message.targetType()).isNotEmpty();
          assertThat(message.objectClass()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void realLogsMayBeCutAndDamagedAnywhere() {
    for (var file : Corpus.below(AUDIT)) {
      Bytes whole = Corpus.bytes(file.toString()).first(6000);
      List<AvcEvent> all = new AvcDecoder().decode(whole).value();
      Damage.cuts(
          whole,
          400,
          cut -> {
            List<AvcEvent> part = new AvcDecoder().decode(cut).value();
            int sure = Math.max(0, part.size() - 1);
            assertThat(part.subList(0, sure)).isEqualTo(all.subList(0, sure));
          });
      Damage.flips(whole, 60, 5, damaged -> new AvcDecoder().decode(damaged));
    }
  }
}
