package dev.tidemark.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that ask one question over and over on connections they keep, on loopback only. */
final class HttpLoad {
  private final int clients;

  HttpLoad(int clients) {
    this.clients = clients;
  }

  /** Answers per second, all of them with status 200. */
  double measure(URI server, String path, String headers, Duration time) throws Exception {
    byte[] request =
        ("GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    List<Future<Long>> counts = new ArrayList<>();
    long start = System.nanoTime();
    long answers = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        counts.add(threads.submit(() -> ask(server.getPort(), request, start + time.toNanos())));
      }
      for (Future<Long> count : counts) {
        answers += count.get();
      }
    }
    return answers * 1e9 / (System.nanoTime() - start);
  }

  private static long ask(int port, byte[] request, long end) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
      long answers = 0;
      while (System.nanoTime() < end) {
        out.write(request);
        readAnswer(in);
        answers++;
      }
      return answers;
    }
  }

  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("the server answered '" + status + "'");
    }
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
