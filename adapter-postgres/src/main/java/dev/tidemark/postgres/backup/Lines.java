package dev.tidemark.postgres.backup;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a compressed file. */
final class Lines {
  private static final int BUFFER = 1 << 16;
  private static final String CUT_OFF = "The backup is damaged or cut off";

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int filled;

  /**
   * Begins to read.
   *
   * @throws BackupException if it is not compressed with gzip
   */
  Lines(InputStream compressed) throws IOException {
    try {
      in = new GZIPInputStream(compressed, BUFFER);
    } catch (ZipException | EOFException failure) {
      throw new BackupException("This is no Tidemark backup", failure);
    }
  }

  /** Without its end; the file must have one more. */
  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8).stripTrailing();
  }

  /** With its end; the file must have one more. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (fill()) {
      int from = next;
      while (next < filled && buffer[next] != '\n') {
        next++;
      }
      if (next < filled) {
        next++;
        line.write(buffer, from, next - from);
        return line.toByteArray();
      }
      line.write(buffer, from, next - from);
    }
    throw new BackupException(CUT_OFF);
  }

  /** Whether nothing follows; the checksum is then right. */
  boolean ended() throws IOException {
    return !fill();
  }

  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      try {
        filled = Math.max(0, in.read(buffer));
      } catch (ZipException | EOFException failure) {
        throw new BackupException(CUT_OFF, failure);
      }
    }
    return next < filled;
  }
}
