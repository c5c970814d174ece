package dev.tidemark.connectors.partition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.domain.hash.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the records of a parent looked like when they were listed: for each partition that one
 * makes, 8 characters that tell it from others, and 11 for what the record looked like.
 *
 * <p>Partitions that happen to share the 8 characters are taken for changed each time, because the
 * 11 depend on the partition too: that costs requests, and loses nothing.
 */
public final class Fingerprints {
  private static final int KEY_LENGTH = 8;
  private static final int LENGTH = 19;
  private static final int DIGITS = 16;

  private final Map<String, String> each = new TreeMap<>();
  private boolean tooMany;

  /** None so far. */
  public Fingerprints() {}

  /** Those that {@link #toJson} wrote; none from anything else. */
  public static Fingerprints of(JsonNode json) {
    Fingerprints prints = new Fingerprints();
    prints.tooMany = json.isNull();
    String text = json.isTextual() ? json.textValue() : "";
    for (int i = 0; i + LENGTH <= text.length(); i += LENGTH) {
      int middle = i + KEY_LENGTH;
      prints.each.put(text.substring(i, middle), text.substring(middle, i + LENGTH));
    }
    return prints;
  }

  private static String key(Partition partition) {
    return shortened(partition.key());
  }

  private static String print(Partition partition, String look) {
    String whole = Json.canonical(partition.fields()) + look;
    return shortened(Sha256.hex(whole).substring(0, DIGITS));
  }

  private static String shortened(String digits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(digits));
  }

  /** Whether the record of this partition was seen. */
  public boolean has(Partition partition) {
    return each.containsKey(key(partition));
  }

  /** Whether the record of this partition looked like that. */
  public boolean has(Partition partition, String look) {
    return print(partition, look).equals(each.get(key(partition)));
  }

  /**
   * The record of this partition was seen, and looked like that; it is kept unless there is no
   * room.
   */
  public void put(Partition partition, String look, boolean room) {
    if (tooMany) {
      return;
    }
    if (room || has(partition)) {
      each.put(key(partition), print(partition, look));
    } else {
      each.clear();
      tooMany = true;
    }
  }

  /** How many are kept. */
  public int size() {
    return each.size();
  }

  /** As JSON, for a checkpoint. */
  public JsonNode toJson() {
    if (tooMany) {
      return Json.node(null);
    }
    StringBuilder text = new StringBuilder(each.size() * LENGTH);
    each.forEach((key, print) -> text.append(key).append(print));
    return Json.node(text.toString());
  }
}
