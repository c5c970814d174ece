package dev.tidemark.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** What came back. */
record Reply(int status, HttpHeaders headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A header that must be there exactly once. */
  String header(String name) {
    if (headers.allValues(name).size() != 1) {
      throw new AssertionError(name + " is not there once: " + headers.map());
    }
    return headers.allValues(name).getFirst();
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }
}
