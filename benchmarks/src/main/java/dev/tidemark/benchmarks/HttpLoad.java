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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Clients that ask one question over and over on connections they keep, on loopback only. */
final class HttpLoad {
  private final int clients;

  HttpLoad(int clients) {
    this.clients = clients;
  }

  /** Answers per second, all of them with status 200. */
  double measure(URI server, String path, String headers, Duration time) throws Exception {
    byte[] request = request(server, path, headers);
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

  private static byte[] request(URI server, String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
        .formatted(path, server.getAuthority(), headers)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Asks at a fixed rate for as long as it is told to.
   *
   * @param perSecond of each client
   * @param body takes every answer's body
   */
  Latencies pace(
      URI server,
      String path,
      String headers,
      int perSecond,
      BooleanSupplier goesOn,
      Consumer<String> body)
      throws Exception {
    byte[] request = request(server, path, headers);
    List<Future<long[]>> parts = new ArrayList<>();
    List<long[]> latencies = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        parts.add(threads.submit(() -> pace(server.getPort(), request, perSecond, goesOn, body)));
      }
      for (Future<long[]> part : parts) {
        latencies.add(part.get());
      }
    }
    return Latencies.of(latencies);
  }

  private static long[] pace(
      int port, byte[] request, int perSecond, BooleanSupplier goesOn, Consumer<String> body)
      throws IOException {
    LongStream.Builder latencies = LongStream.builder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
      long due = System.nanoTime();
      while (goesOn.getAsBoolean()) {
        due += 1_000_000_000L / perSecond;
        // Whoever asks late has waited since the moment at which he was to ask.
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(request);
        body.accept(readAnswer(in));
        latencies.add(System.nanoTime() - due);
      }
    }
    return latencies.build().toArray();
  }

  private static long ask(int port, byte[] request, long end) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
      long answers = 0;
      while (System.nanoTime() < end) {
        out.write(request);
        var unused = readAnswer(in);
        answers++;
      }
      return answers;
    }
  }

  private static String readAnswer(InputStream in) throws IOException {
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
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
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
