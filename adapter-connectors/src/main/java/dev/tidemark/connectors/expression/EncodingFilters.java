package dev.tidemark.connectors.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The filters that encode, hash and match. */
final class EncodingFilters {
  /** Python's names of hashes, with Java's. */
  private static final Map<String, String> HASHES =
      Map.ofEntries(
          Map.entry("md5", "MD5"),
          Map.entry("sha1", "SHA-1"),
          Map.entry("sha224", "SHA-224"),
          Map.entry("sha256", "SHA-256"),
          Map.entry("sha384", "SHA-384"),
          Map.entry("sha512", "SHA-512"),
          Map.entry("sha3_224", "SHA3-224"),
          Map.entry("sha3_256", "SHA3-256"),
          Map.entry("sha3_384", "SHA3-384"),
          Map.entry("sha3_512", "SHA3-512"));

  private EncodingFilters() {}

  static List<Operation> all() {
    return List.of(
        Operation.of("hash", Signature.of("hash_type?", "salt?"), EncodingFilters::hash)
            .checked(arguments -> hashName(arguments)),
        Operation.of("hmac", Signature.of("key", "hash_type?"), EncodingFilters::hmac),
        Operation.of("base64encode", Signature.NONE, EncodingFilters::encodeBase64),
        // The reference's filter of this name encodes, too.
        Operation.of("base64binascii_decode", Signature.NONE, EncodingFilters::encodeBase64),
        Operation.of("base64decode", Signature.NONE, EncodingFilters::decodeBase64),
        Operation.of("urlencode", Signature.NONE, EncodingFilters::urlEncode),
        Operation.of("regex_search", Signature.of("regex"), EncodingFilters::search)
            .checked(arguments -> Regex.of(arguments.text(0))),
        Operation.of(
                "regex_replace", Signature.of("regex", "replacement"), EncodingFilters::replace)
            .checked(arguments ->
                RegexReplacement.of(arguments.text(1), Regex.of(arguments.text(0)).pattern())));
  }

  private static String hashName(Arguments arguments) {
    String name = HASHES.get(arguments.textOr(0, "md5"));
    if (name == null) {
      throw Fault.value(
          "a hash must be one of " + String.join(", ", HASHES.keySet().stream().sorted().toList()));
    }
    return name;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(@Nullable Object value, Arguments arguments) {
    Scope scope = arguments.scope();
    String name = hashName(arguments);
    try {
      MessageDigest digest = MessageDigest.getInstance(name);
      digest.update(bytes(scope.print(value)));
      if (arguments.has(1) && Values.isTrue(arguments.value(1))) {
        digest.update(bytes(scope.print(arguments.value(1))));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + name, e);
    }
  }

  private static String hmac(@Nullable Object value, Arguments arguments) {
    Scope scope = arguments.scope();
    if (!arguments.textOr(1, "sha256").equals("sha256")) {
      throw Fault.value("hmac knows only the hash sha256");
    }
    // Java wants a key that is not empty; HMAC pads every key with zeros, so one zero is the same.
    byte[] key = bytes(scope.print(arguments.value(0)));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes(scope.print(value))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  private static String encodeBase64(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is encoded");
    return arguments.scope().made(Base64.getEncoder().encodeToString(bytes(text)));
  }

  private static String decodeBase64(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is decoded");
    arguments.scope().spend(text.length());
    try {
      byte[] decoded = Base64.getDecoder().decode(base64Digits(text));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Fault.value("a text is no base64 of UTF-8 text");
    }
  }

  /** As Python does, skips what is no digit of base64, and stops at the padding. */
  private static String base64Digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
      if (c == '=' && digits.length() % 4 + ++padding >= 4 && digits.length() % 4 >= 2) {
        return digits.toString();
      }
      if (digit) {
        digits.append(c);
        padding = 0;
      }
    }
    if (digits.length() % 4 != 0) {
      throw new IllegalArgumentException("the padding is missing");
    }
    return digits.toString();
  }

  private static String urlEncode(@Nullable Object value, Arguments arguments) {
    Scope scope = arguments.scope();
    if (value instanceof String || !Walk.isIterable(value)) {
      return scope.made(quote(scope.print(value)));
    }
    List<@Nullable Object> items =
        scope.walk(
            value != null && Values.isMapping(value)
                ? new DictView(DictView.Part.ITEMS, value)
                : value);
    List<String> parts = new ArrayList<>();
    long length = 0;
    for (Object item : items) {
      List<@Nullable Object> pair = Walk.over(item);
      if (pair.size() != 2) {
        throw Fault.value("urlencode wants a text, a mapping or a list of pairs");
      }
      String part = quoteAll(scope, pair.get(0)) + "=" + quoteAll(scope, pair.get(1));
      length += part.length();
      scope.refuseLongText(length);
      parts.add(part);
    }
    return scope.made(String.join("&", parts));
  }

  private static String quoteAll(Scope scope, @Nullable Object value) {
    return Macros.quotePlus(scope.print(value));
  }

  private static String quote(String text) {
    return Macros.quotePlus(text).replace("+", "%20").replace("%2F", "/");
  }

  private static @Nullable Object search(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is searched");
    Regex regex = arguments.memo().first(arguments.text(0), Regex::of);
    return regex
        .run(
            arguments.scope(),
            text,
            matcher ->
                matcher.find() && matcher.groupCount() > 0
                    ? new Found(matcher.group(1))
                    : Found.NOTHING)
        .text();
  }

  /** The text of a group, null when it took no part in the match. */
  private record Found(@Nullable String text) {
    static final Found NOTHING = new Found("");
  }

  private static String replace(@Nullable Object value, Arguments arguments) {
    String text = Arguments.text(value, "what is searched");
    Regex regex = arguments.memo().first(arguments.text(0), Regex::of);
    RegexReplacement replacement = RegexReplacement.of(arguments.text(1), regex.pattern());
    return regex.run(
        arguments.scope(),
        text,
        matcher -> replacement.replaceAll(arguments.scope(), matcher, text));
  }
}
