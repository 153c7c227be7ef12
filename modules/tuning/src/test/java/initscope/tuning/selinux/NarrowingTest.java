package initscope.tuning.selinux;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.selinux.AvcDecoder;
import initscope.model.Bytes;
import initscope.model.finding.Sentence;
import initscope.tuning.plan.GeneralTypes;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.RefusedRules;
import initscope.tuning.selinux.Proposal.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NarrowingTest {
  private static final String TOOLS = "sesearch\naudit2why\nmatchpathcon\n";

  private static String avc(
      int second, String permissions, String more, String target, String tclass) {
    return ("type=AVC msg=audit(%d.000:%d): avc:  denied  { %s } for  pid=1 comm=\"ordersd\" %s"
            + " scontext=system_u:system_r:orders_t:s0 tcontext=system_u:object_r:%s:s0 tclass=%s"
            + " permissive=0\n")
        .formatted(second, second, permissions, more, target, tclass);
  }

  private static Denials denials(String log) {
    return Denials.of(new AvcDecoder().decode(Bytes.of(log)).value(), "orders_t", 0);
  }

  private static List<Proposal> proposals(String log, Map<String, String> answers) {
    Denials denials = denials(log);
    assertThat(denials.groups()).hasSize(1);
    return new Narrowing(GeneralTypes.load(), RefusedRules.load())
        .proposals(denials.groups().getFirst(), new PolicyAnswers(answers), 1);
  }

  private static List<String> words(List<Proposal> proposals) {
    return proposals.stream().flatMap(p -> p.words().stream()).toList();
  }

  private static List<String> whys(List<Proposal> proposals) {
    return proposals.stream().map(p -> p.why().key()).toList();
  }

  /// What a host with all tools answers: questions, each with its answer.
  private static Map<String, String> asked(String... questionsAndAnswers) {
    Map<String, String> facts = new HashMap<>(Map.of("tools", TOOLS));
    for (int i = 0; i < questionsAndAnswers.length; i += 2) {
      facts.put(questionsAndAnswers[i], questionsAndAnswers[i + 1]);
    }
    return facts;
  }

  @Test
  void groupsByDomainTypeAndClass() {
    Denials denials =
        denials(
            avc(10, "read", "path=\"/a\"", "tmp_t", "file")
                + avc(12, "open", "path=\"/b\"", "tmp_t", "file")
                    .replace("permissive=0", "permissive=1")
                + avc(11, "read", "path=\"/a\"", "tmp_t", "file")
                + avc(13, "search", "name=\"x\"", "tmp_t", "dir")
                + avc(14, "read", "", "tmp_t", "file").replace("orders_t", "other_t")
                + avc(15, "read", "", "tmp_t", "file").replace("denied ", "granted "));
    assertThat(denials.messages()).isEqualTo(4);
    assertThat(denials.groups()).hasSize(2);
    DeniedAccess first = denials.groups().getFirst();
    assertThat(first.permissions()).containsExactly("open", "read");
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.firstMillis()).hasValue(10_000);
    assertThat(first.lastMillis()).hasValue(12_000);
    assertThat(first.paths()).containsExactly("/a", "/b");
    assertThat(first.onlyLogged()).isFalse();
    assertThat(denials.groups().get(1).names()).containsExactly("x");
  }

  @Test
  void olderOnesAreLeftOut() {
    var events = new AvcDecoder().decode(Bytes.of(avc(10, "read", "", "tmp_t", "file"))).value();
    assertThat(Denials.of(events, "orders_t", 10_000).messages()).isEqualTo(1);
    assertThat(Denials.of(events, "orders_t", 10_001).messages()).isZero();
  }

  @Test
  void aBooleanOfThePolicyComesFirstTheNarrowestOfThem() {
    List<Proposal> all =
        proposals(
            avc(1, "name_connect", "dest=3306", "mysqld_port_t", "tcp_socket"),
            asked(
                "rule orders_t mysqld_port_t tcp_socket",
                "allow orders_t port_type:tcp_socket name_connect; [ orders_connect_all ]:True\n"
                    + "allow orders_t mysqld_port_t:tcp_socket name_connect; [ orders_db ]:True\n"
                    + "allow orders_t mysqld_port_t:tcp_socket name_connect; [ a && b ]:True\n"
                    + "allow orders_t mysqld_port_t:tcp_socket name_bind; [ orders_bind ]:True\n"));
    assertThat(words(all))
        .containsExactly(
            "boolean:orders_db=on",
            "boolean:orders_connect_all=on",
            "policy:initscope_orders_t_mysqld_port_t_tcp_socket=allow orders_t"
                + " mysqld_port_t:tcp_socket name_connect;");
    assertThat(whys(all)).contains("narrow.port.defined");
  }

  @Test
  void aBooleanMustAllowAllThatWasDenied() {
    List<Proposal> all =
        proposals(
            avc(1, "read write", "", "tmp_t", "file"),
            asked(
                "rule orders_t tmp_t file",
                "allow orders_t tmp_t:file { getattr read }; [ orders_tmp ]:True\n"));
    assertThat(whys(all)).containsExactly("narrow.boolean.none", "narrow.policy.why");
    all =
        proposals(
            avc(1, "read write", "", "tmp_t", "file"),
            asked(
                "rule orders_t tmp_t file",
                "allow orders_t tmp_t:file { read write }; [ deny_x ]:False\n"));
    assertThat(words(all).getFirst()).isEqualTo("boolean:deny_x=off");
  }

  /// As seen on CentOS 7: leading blanks, blanks around the colon, the list of a conditional rule before it.
  @Test
  void rulesOfSetools3AreReadToo() {
    String log = avc(1, "read write", "", "tmp_t", "file");
    String old =
        """
        Found 6 semantic av rules:
           allow orders_t tmp_t : file { getattr read } ;
        ET allow orders_t tmp_t : file { read write open } ; [ orders_tmp ]
        DF allow orders_t file_type : file { read write } ; [ orders_strict ]
        DT allow orders_t file_type : file { read write } ; [ orders_off ! ]
        DT allow orders_t tmp_t : file { read write } ; [ a b && ]
           dontaudit orders_t tmp_t : file { read write } ;
        """;
    List<Proposal> all = proposals(log, asked("rule orders_t tmp_t file", old));
    assertThat(words(all).subList(0, 3))
        .containsExactly(
            "boolean:orders_tmp=on", "boolean:orders_strict=off", "boolean:orders_off=off");
    all =
        proposals(
            log,
            asked(
                "rule orders_t tmp_t file", "   allow orders_t tmp_t : file { read write } ; \n"));
    assertThat(whys(all).getFirst()).isEqualTo("narrow.allowed");
  }

  @Test
  void whereNothingCouldBeReadAsARuleAudit2whyIsHeard() {
    String why =
        "type=AVC msg=audit(1.000:1): avc:  denied  { read } for  pid=1\n\tWas caused by:\n"
            + "\t# setsebool -P orders_tmp 1\n";
    String log = avc(1, "read", "", "tmp_t", "file");
    Map<String, String> answers =
        Map.of(
            "tools",
            "sesearch\naudit2why\n",
            "why",
            why,
            "rule orders_t tmp_t file",
            "(another form)\n");
    assertThat(words(proposals(log, answers)).getFirst()).isEqualTo("boolean:orders_tmp=on");
  }

  @Test
  void withoutSesearchAudit2whyIsHeard() {
    String why =
        """
        type=AVC msg=audit(1.000:1): avc:  denied  { read } for  pid=1

        	Was caused by:
        	One of the following booleans was set incorrectly.
        	Description:
        	Allow it

        	Allow access by executing:
        	# setsebool -P orders_tmp 1
        type=AVC msg=audit(1.000:2): avc:  denied  { read } for  pid=1
        	Was caused by:
        	# setsebool -P not_ours 1
        """;
    String log = avc(1, "read", "", "tmp_t", "file");
    assertThat(words(proposals(log, Map.of("tools", "audit2why\n", "why", why))).getFirst())
        .isEqualTo("boolean:orders_tmp=on");
    assertThat(whys(proposals(log, Map.of()))).first().isEqualTo("narrow.boolean.unknown");
    assertThat(whys(proposals(log, Map.of("tools", "audit2why\n"))))
        .first()
        .isEqualTo("narrow.boolean.unknown");
  }

  @Test
  void aFileOutOfItsPlaceGetsTheLabelOfThePolicy() {
    List<Proposal> all =
        proposals(
            avc(1, "read", "path=\"/srv/orders/a\"", "user_home_t", "file"),
            asked(
                "rule orders_t user_home_t file",
                "",
                "label /srv/orders/a",
                "u:object_r:user_home_t:s0\n",
                "expected /srv/orders/a",
                "system_u:object_r:orders_data_t:s0\n"));
    assertThat(words(all).getFirst()).isEqualTo("label:/srv/orders/a=orders_data_t");
    assertThat(whys(all))
        .containsExactly("narrow.boolean.none", "narrow.label.why", "narrow.policy.why");
  }

  @Test
  void aGeneralTypeThatThePolicyWantsSoIsOnlyTold() {
    List<Proposal> all =
        proposals(
            avc(1, "read", "path=\"/opt/x y\"", "usr_t", "file"),
            asked("expected /opt/x y", "<<none>>\n"));
    assertThat(whys(all)).contains("narrow.label.general");
    all =
        proposals(
            avc(1, "read", "path=2F6F70742F782079", "usr_t", "file"),
            asked("expected /opt/x y", "system_u:object_r:a_t:s0\n"));
    assertThat(whys(all)).contains("narrow.label.path");
  }

  @Test
  void aPortThatNobodyNamedGetsATypeTheDomainMayUse() {
    Map<String, String> answers =
        asked(
            "rule orders_t unreserved_port_t tcp_socket",
            "",
            "use orders_t tcp_socket name_bind",
            "allow orders_t http_port_t:tcp_socket name_bind;\n"
                + "allow orders_t orders_port_t:tcp_socket { name_bind name_connect };\n"
                + "allow orders_t ftp_port_t:tcp_socket name_bind; [ orders_ftp ]:True\n"
                + "allow domain port_t:tcp_socket name_bind;\n");
    String log = avc(1, "name_bind", "src=8081", "unreserved_port_t", "tcp_socket");
    assertThat(words(proposals(log, answers)).getFirst()).isEqualTo("port:tcp/8081=orders_port_t");
    assertThat(whys(proposals(log, Map.of()))).contains("narrow.port.unknown");
  }

  @Test
  void aRuleThatIsNeverAddedIsShownWithItsReason() {
    List<Proposal> all = proposals(avc(1, "read", "", "shadow_t", "file"), Map.of());
    Proposal last = all.getLast();
    assertThat(last.way()).isEqualTo(Way.POLICY);
    assertThat(last.change()).isEmpty();
    assertThat(PlanTexts.say(last.why(), Locale.ENGLISH)).contains("allow orders_t shadow_t:file");
    assertThat(words(all)).isEmpty();
  }

  @Test
  void whatThePolicyAllowsNowIsSaid() {
    List<Proposal> all =
        proposals(
            avc(1, "read", "", "tmp_t", "file"),
            asked("rule orders_t tmp_t file", "allow domain tmp_t:file { open read };\n"));
    assertThat(whys(all)).first().isEqualTo("narrow.allowed");
  }

  /// Names that a process chose: they neither become words of a command nor questions of their own.
  @Test
  void hostileNamesStayNames() {
    List<String> names =
        List.of(
            "/tmp/a'; reboot; '",
            "/tmp/$(id)",
            "/tmp/x=etc_t",
            "/tmp/\u202e\u001b[2J",
            "/tmp/../etc/shadow");
    for (String name : names) {
      String hex =
          java.util.HexFormat.of()
              .withUpperCase()
              .formatHex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      String log = avc(1, "read", "path=" + hex, "tmp_t", "file");
      assertThat(denials(log).groups().getFirst().paths()).containsExactly(name);
      List<Proposal> all =
          proposals(log, asked("expected " + name, "system_u:object_r:good_t:s0\n"));
      assertThat(words(all))
          .allMatch(w -> w.startsWith("policy:") || w.equals("label:" + name + "=good_t"));
      if (!name.equals("/tmp/x=etc_t")) {
        assertThat(words(all)).hasSize(1);
      }
      assertThat(DenialsReader.questions(denials(log).groups()))
          .filteredOn(w -> w.startsWith("type="))
          .allMatch(w -> !w.contains("/tmp"));
    }
    Denials odd = denials(avc(1, "read", "", "a{t", "file") + avc(2, "re;ad", "", "a_t", "file"));
    assertThat(odd.groups()).isEmpty();
    assertThat(odd.unusable()).isEqualTo(2);
  }

  @Test
  void hostileAnswersOfThePolicyMakeNoWords() {
    List<Proposal> all =
        proposals(
            avc(1, "read", "path=\"/a\"", "tmp_t", "file"),
            asked(
                "rule orders_t tmp_t file",
                "allow\n"
                    + "allow ;\n"
                    + "allow x y;\n"
                    + "allow a b:file read; [ x;reboot ]:True\n"
                    + "allow a b:file read; [ ]:True\n",
                "expected /a",
                "u:r:x y;z:s0\n"));
    assertThat(words(all)).singleElement().asString().startsWith("policy:");
  }

  @Test
  void everySentenceIsThereInBothLanguages() {
    Stream.of(
            "narrow.boolean.why",
            "narrow.boolean.opens",
            "narrow.boolean.reported",
            "narrow.boolean.none",
            "narrow.boolean.unknown",
            "narrow.allowed",
            "narrow.label.why",
            "narrow.label.opens",
            "narrow.label.general",
            "narrow.label.path",
            "narrow.port.why",
            "narrow.port.opens",
            "narrow.port.unknown",
            "narrow.port.defined",
            "narrow.policy.why",
            "narrow.policy.opens",
            "narrow.policy.self")
        .map(key -> Sentence.of(key, "a", "b", "c", "d"))
        .forEach(
            s ->
                assertThat(PlanTexts.say(s, Locale.SIMPLIFIED_CHINESE))
                    .isNotEqualTo(PlanTexts.say(s, Locale.ENGLISH)));
  }
}
