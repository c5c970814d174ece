package dev.tidemark.connectors;

import static dev.tidemark.connectors.support.FakeProvider.Answer.json;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;

import dev.tidemark.connectors.support.FakeProvider.Answer;
import dev.tidemark.connectors.support.FakeProvider.Asked;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A provider whose token endpoint gives {@code access-1}, {@code access-2} ... */
final class Tokens implements Function<Asked, Answer> {
  final AtomicInteger given = new AtomicInteger();
  final List<Asked> asked = new ArrayList<>();
  volatile Function<Integer, Answer> answer =
      number -> ok("{\"access_token\":\"access-" + number + "\",\"expires_in\":3600}");
  volatile String taken = "";

  @Override
  public Answer apply(Asked request) {
    if (request.path().endsWith("/token")) {
      synchronized (asked) {
        asked.add(request);
      }
      return answer.apply(given.incrementAndGet());
    }
    String shown = request.header("Authorization");
    return taken.isEmpty() || shown.equals("Bearer " + taken)
        ? ok("{\"data\":[{\"id\":\"" + (shown.isEmpty() ? "nobody" : shown) + "\"}]}")
        : json(401, "{\"error\":\"bad token " + shown + "\"}");
  }

  Map<String, String> form(int which) {
    Map<String, String> form = new TreeMap<>();
    for (String part : asked.get(which).body().split("&", -1)) {
      String[] pair = part.split("=", 2);
      form.merge(
          pair[0],
          URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
          (one, other) -> one + "," + other);
    }
    return form;
  }
}
