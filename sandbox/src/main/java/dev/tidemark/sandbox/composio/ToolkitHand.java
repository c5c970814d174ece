package dev.tidemark.sandbox.composio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.json.Fields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Toolkits that come, change and go by hand. Nothing but what is given changes. */
final class ToolkitHand {
  private static final List<String> SCHEMES =
      List.of("OAUTH2", "OAUTH1", "API_KEY", "BASIC", "BEARER_TOKEN", "NO_AUTH");

  private final ComposioBooks books;

  ToolkitHand(ComposioBooks books) {
    this.books = books;
  }

  /** Opens a toolkit, or brings one back that was removed, with the tools that it had. */
  Toolkit add(ObjectNode given, Instant at) {
    Fields fields = Fields.of(given);
    String slug = fields.requireText("slug");
    if (!slug.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException(
          "slug is '" + slug + "', must be lower-case letters, digits and underscores");
    }
    if (books.toolkits().find(slug).isPresent()) {
      throw new IllegalArgumentException("there is a toolkit '" + slug + "' already");
    }
    List<String> schemes = fields.texts("auth_schemes");
    String scheme = schemes.isEmpty() ? SCHEMES.getFirst() : schemes.getFirst();
    if (schemes.size() > 1 || !SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "auth_schemes is " + schemes + ", must be one of " + String.join(", ", SCHEMES));
    }
    Fields meta = fields.object("meta");
    Optional<Instant> created = time(meta, "created_at");
    int tools = meta.integer("tools_count", 0, 10_000).orElse(0);
    Optional<Toolkit> before = books.removed(slug);
    if (before.isPresent() && (!schemes.isEmpty() || tools > 0)) {
      throw new IllegalArgumentException(
          "'" + slug + "' comes back with the auth_schemes and tools that it had");
    }
    Toolkit opened =
        before.orElseGet(() -> books.unopened(new Catalogue.Entry(slug, slug, "data", scheme), at));
    Toolkit toolkit =
        changed(opened.dated(created.orElse(opened.created()), opened.updated()), fields, meta);
    books.open(toolkit, tools, at);
    return books.toolkit(slug);
  }

  Toolkit change(String slug, ObjectNode changes) {
    Fields fields = Fields.of(changes);
    Toolkit toolkit = changed(require(slug), fields, fields.object("meta"));
    books.reword(toolkit);
    return toolkit;
  }

  /** With a toolkit go its tools; auth configs stay. */
  void delete(String slug) {
    books.close(require(slug));
  }

  private static Toolkit changed(Toolkit toolkit, Fields fields, Fields meta) {
    Catalogue.Entry entry = toolkit.entry();
    Catalogue.Entry worded =
        new Catalogue.Entry(
            entry.slug(),
            fields.text("name").orElse(entry.name()),
            category(meta).orElse(entry.category()),
            entry.scheme());
    Toolkit changed =
        toolkit
            .worded(
                worded,
                meta.text("description").orElse(toolkit.description()),
                fields.flag("is_deprecated").orElse(toolkit.deprecated()))
            .dated(toolkit.created(), time(meta, "updated_at").orElse(toolkit.updated()));
    Optional<String> version = meta.text("version").filter(text -> !text.equals(toolkit.latest()));
    if (version.isPresent() && toolkit.versions().contains(version.get())) {
      throw new IllegalArgumentException(
          "meta.version is " + version.get() + ", which was released before the latest");
    }
    meta.done();
    fields.done();
    return version.map(changed::released).orElse(changed);
  }

  private static Optional<String> category(Fields meta) {
    if (meta.any("categories").isEmpty()) {
      return Optional.empty();
    }
    List<Fields> categories = meta.objects("categories");
    if (categories.size() != 1) {
      throw new IllegalArgumentException("meta.categories must be one category");
    }
    Fields category = categories.getFirst();
    String id = category.requireText("id");
    category.done();
    return Optional.of(id);
  }

  private static Optional<Instant> time(Fields meta, String name) {
    return meta.text(name)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                "meta." + name + " is '" + text + "', must be a time like 2026-03-01T12:00:00Z", e);
          }
        });
  }

  private Toolkit require(String slug) {
    return books
        .toolkits()
        .find(slug)
        .orElseThrow(() -> new NoSuchElementException("there is no '" + slug + "'"));
  }
}
