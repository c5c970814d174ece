package dev.tidemark.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A connection on which anything can be sent, HTTP or not. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;

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
  }

  /** Sends the text as it is. */
  RawHttp send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new AssertionError("cannot send", e);
    }
  }

  /** Reads one answer; to a HEAD, without a body. */
  Answer read(boolean withBody) {
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
