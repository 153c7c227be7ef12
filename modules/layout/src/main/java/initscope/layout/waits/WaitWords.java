package initscope.layout.waits;

import initscope.layout.Durations;
import initscope.layout.Words;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// An object's facts in words.
public final class WaitWords {
  private final Words words;
  private final OptionalLong seenNanos;

  /// @param seenNanos CLOCK_MONOTONIC when the program was looked at; deadlines are told against it
  public WaitWords(Words words, OptionalLong seenNanos) {
    this.words = words;
    this.seenNanos = seenNanos;
  }

  /// What it is and where: {@code mutex 0xc000012340}.
  public String name(WaitObject object) {
    return switch (object) {
      case WaitObject.Channel c when c.address() == 0 -> words.say("object.nil");
      case WaitObject.Descriptor d when d.fd().isPresent() ->
          words.say("object.fd", Integer.toString(d.fd().getAsInt()));
      default -> words.say("object." + object.word()) + " 0x" + Long.toHexString(object.address());
    };
  }

  /// What is known of it: {@code locked, 3 waiting}.
  public String facts(WaitObject object) {
    List<String> facts = new ArrayList<>();
    switch (object) {
      case WaitObject.Channel c -> channel(c, facts);
      case WaitObject.Mutex m -> {
        facts.add(words.say(m.locked() ? "fact.locked" : "fact.unlocked"));
        if (m.starving()) {
          facts.add(words.say("fact.starving"));
        }
        facts.add(words.say("fact.waiters", m.waiters()));
      }
      case WaitObject.RwMutex m -> {
        facts.add(words.say("fact.readers", m.readers()));
        if (m.writer()) {
          facts.add(words.say("fact.writer"));
        }
      }
      case WaitObject.Once o -> facts.add(words.say(o.done() ? "fact.once.done" : "fact.once"));
      case WaitObject.WaitGroup g -> {
        facts.add(words.say("fact.counter", g.counter()));
        facts.add(words.say("fact.waiters", g.waiters()));
      }
      case WaitObject.Cond c -> facts.add(words.say("fact.waiters", c.waiting()));
      case WaitObject.Semaphore s -> facts.add(words.say("fact.semaphore"));
      case WaitObject.Descriptor d -> {
        facts.add(words.say(d.reads() ? "fact.reads" : "fact.writes"));
        facts.add(
            d.deadlineNanos().isEmpty()
                ? words.say("fact.noDeadline")
                : when("fact.deadline", d.deadlineNanos().getAsLong()));
      }
      case WaitObject.Timer t -> {
        facts.add(when("fact.fires", t.whenNanos()));
        if (t.periodNanos() > 0) {
          facts.add(words.say("fact.period", Durations.of(t.periodNanos())));
        }
      }
    }
    return String.join(words.say("list.comma"), facts);
  }

  private void channel(WaitObject.Channel channel, List<String> facts) {
    if (channel.address() == 0) {
      facts.add(words.say("fact.nil"));
      return;
    }
    facts.add(
        channel.capacity() == 0
            ? words.say("fact.unbuffered")
            : words.say("fact.buffer", channel.queued(), channel.capacity()));
    if (channel.closed()) {
      facts.add(words.say("fact.closed"));
    }
  }

  private String when(String key, long nanos) {
    if (seenNanos.isEmpty()) {
      return words.say(key + ".unknown");
    }
    long left = nanos - seenNanos.getAsLong();
    return left >= 0
        ? words.say(key, Durations.of(left))
        : words.say(key + ".past", Durations.of(-left));
  }

  /// How sure it is that someone could end a wait: {@code certain} or {@code likely}.
  public String sureness(Relation relation) {
    return words.say(relation == Relation.HOLDS ? "sure.holds" : "sure.reaches");
  }
}
