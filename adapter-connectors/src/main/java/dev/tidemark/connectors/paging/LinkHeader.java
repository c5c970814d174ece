package dev.tidemark.connectors.paging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of a {@code Link} header (RFC 8288), each under its relation. */
final class LinkHeader {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^,<]*(?:\"[^\"]*\"[^,<]*)*)");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([\\w*-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s\"]+))");

  private LinkHeader() {}

  static Map<String, Object> parse(String header) {
    Map<String, Object> links = new LinkedHashMap<>();
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("url", link.group(1));
      Matcher parameter = PARAMETER.matcher(link.group(2));
      while (parameter.find()) {
        String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        parts.putIfAbsent(parameter.group(1), value);
      }
      links.put(String.valueOf(parts.getOrDefault("rel", link.group(1))), parts);
    }
    return links;
  }
}
