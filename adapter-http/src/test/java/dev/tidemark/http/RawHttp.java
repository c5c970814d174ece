package dev.tidemark.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which anything can be sent, HTTP or not. */
final class RawHttp implements AutoCloseable {
  private static final Pattern REQUEST_LINE =
      Pattern.compile("^([A-Z]+) (\\S+) HTTP/\\d", Pattern.MULTILINE);

  private record Asked(String method, String target) {}

  private final Socket socket;

  /** What was sent and has no answer yet. */
  private final Queue<Asked> asked = new ArrayDeque<>();

  RawHttp(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
    } catch (IOException e) {
      throw new AssertionError("cannot connect", e);
    }
  }

  /** What an answer is, without interpretation. */
  record Answer(int status, String head, String body) {
    /** The value of a header, if it is there. */
    Optional<String> header(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }

    /** The same as other clients have it. */
    Reply reply() {
      Map<String, List<String>> headers = new HashMap<>();
      head.lines()
          .skip(1)
          .filter(line -> !line.isEmpty())
          .map(line -> line.split(":", 2))
          .forEach(line ->
              headers.computeIfAbsent(line[0], name -> new ArrayList<>()).add(line[1].strip()));
      return new Reply(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }
  }

  /** Sends the text as it is. */
  RawHttp send(String text) {
    Matcher lines = REQUEST_LINE.matcher(text);
    while (lines.find()) {
      asked.add(new Asked(lines.group(1), lines.group(2)));
    }
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new AssertionError("cannot send", e);
    }
  }

  /** Reads one answer, which must be as it is described; to a HEAD, without a body. */
  Answer read(boolean withBody) {
    Answer answer = receive(withBody);
    if (answer.status() != 100) {
      Asked what = Optional.ofNullable(asked.poll()).orElse(new Asked("?", "?"));
      Contract.check(what.method(), what.target(), answer.reply());
    }
    return answer;
  }

  private Answer receive(boolean withBody) {
    try {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          throw new AssertionError("closed within the head: " + head);
        }
        head.append((char) next);
      }
      Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), "");
      int length = withBody ? answer.header("Content-Length").map(Integer::parseInt).orElse(0) : 0;
      return new Answer(
          answer.status(),
          answer.head(),
          new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("cannot read", e);
    }
  }

  /** Whether the server has closed the connection, with nothing more to read. */
  boolean closedByServer() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError("cannot close", e);
    }
  }
}
