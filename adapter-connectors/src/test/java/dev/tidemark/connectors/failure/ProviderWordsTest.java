package dev.tidemark.connectors.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.connectors.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"errors":[{"message":"Too many requests","code":"too_many_requests"}],"data":null} | Too many requests
          {"error":{"code":403,"message":"Insufficient scopes","status":"PERMISSION_DENIED"}} | Insufficient scopes
          {"ok":false,"error":"missing_scope","needed":"channels:history"} | missing_scope
          {"status":"error","message":"Resource not found","correlationId":"1"} | Resource not found
          {"errors":[{"message":"unauthorized","long_message":"The key is not known","code":"x"}]} | The key is not known
          {"errors":[{"message":"is unknown","code":"x"}]} | is unknown
          {"type":"authentication_error","code":"x","detail":"Incorrect credentials.","attr":null} | Incorrect credentials.
          {"errors":["limit must be positive"],"request_id":"r"} | limit must be positive
          {"code":400,"error_code":"validation_failed","msg":"Page is no number"} | Page is no number
          {"status_code":404,"type":"invalid_request_error","message":"No such object"} | No such object
          {"error":"invalid_grant","error_description":"The token was revoked"} | The token was revoked
          """)
  void findsWhatAProviderSays(String body, String words) throws IOException {
    assertThat(ProviderWords.shown(Json.parse(body))).isEqualTo(words);
  }
}
