package dev.tidemark.domain.connection;

import java.util.regex.Pattern;

/**
 * The id of an organization: 1 to 128 letters, digits, dots, underscores and hyphens, such as
 * {@code org_demo}.
 */
public record OrganizationId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /** The platform itself, which owns the connections that serve every organization. */
  public static final OrganizationId PLATFORM = new OrganizationId("platform");

  /** Refuses text that is no organization id. */
  public OrganizationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "organization id must be 1 to 128 letters, digits, '.', '_' or '-', but was '"
              + value
              + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
