package dev.tidemark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What lies between a server and its database, and can be cut. */
final class Cable implements AutoCloseable {
  private final ServerSocket here = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
  private final InetSocketAddress there;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Cable(int port) throws IOException {
    there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return here.getLocalPort();
  }

  /** Ends what goes through it, and lets nothing through from now on. */
  void cut() {
    cut = true;
    ends.forEach(Cable::end);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    while (!here.isClosed()) {
      try {
        connect(here.accept());
      } catch (IOException e) {
        // Of that one, or of all because it is closed.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    ends.add(near);
    ends.add(far);
    if (cut) {
      end(near);
      return;
    }
    far.connect(there);
    Thread.startVirtualThread(() -> carry(near, far));
    Thread.startVirtualThread(() -> carry(far, near));
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      if (!cut) {
        in.transferTo(out);
      }
    } catch (IOException e) {
      // It was cut, or one side has hung up.
    } finally {
      ends.remove(from);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    here.close();
    cut();
  }
}
