package dev.tidemark.server.key;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The rights of what nobody but its owner may look into. */
final class OwnerOnly {
  static final FileAttribute<Set<PosixFilePermission>> FOLDER = rights("rwx------");
  static final FileAttribute<Set<PosixFilePermission>> FILE = rights("rw-------");

  private OwnerOnly() {}

  private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
  }
}
