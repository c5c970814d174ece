package dev.tidemark.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trouble with files, in words for people: Java itself names a class and a path. */
public final class FileTrouble {
  private FileTrouble() {}

  /** Why a file cannot be used, in few words. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "no such file or folder";
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> "something else has that name";
      case NotDirectoryException file -> "it is no folder";
      case FileSystemException other -> orElse(other.getReason());
      default -> orElse(failure.getMessage());
    };
  }

  /** The same, with the file if it is known. */
  public static String reasonAndFile(IOException failure) {
    return failure instanceof FileSystemException trouble && trouble.getFile() != null
        ? reason(failure) + " (" + trouble.getFile() + ")"
        : reason(failure);
  }

  private static String orElse(@Nullable String reason) {
    return Objects.requireNonNullElse(reason, "nobody says why");
  }
}
