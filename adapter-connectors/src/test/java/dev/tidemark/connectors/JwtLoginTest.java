package dev.tidemark.connectors;

import static dev.tidemark.connectors.Logins.acme;
import static dev.tidemark.connectors.Logins.shown;
import static dev.tidemark.connectors.support.FakeProvider.Answer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.connectors.json.Json;
import dev.tidemark.connectors.support.Acme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** How requests are signed with tokens of their own. */
class JwtLoginTest {
  @Test
  void signsATokenOfItsOwn() throws Exception {
    String jwt =
        """
        type: JwtAuthenticator
        algorithm: HS256
        secret_key: "{{ config.secret }}"
        token_duration: 600
        header_prefix: Bearer
        jwt_headers: {type: JwtHeaders, kid: "{{ config.key_id }}"}
        jwt_payload: {type: JwtPayload, iss: "{{ config.key_id }}"}
        additional_jwt_payload: {scope: [read]}
        """;
    try (Acme acme = acme(jwt, asked -> ok("{\"data\":[]}"))) {
      acme.connectedWith(Map.of("secret", "s3cret", "key_id", "k"));
      shown(acme);
      String[] parts =
          acme.provider()
              .lastAsked()
              .header("Authorization")
              .replace("Bearer ", "")
              .split("\\.", -1);
      assertThat(decoded(parts[0]).toString())
          .isEqualTo("{\"kid\":\"k\",\"typ\":\"JWT\",\"alg\":\"HS256\"}");
      long now = Acme.NOON.getEpochSecond();
      assertThat(decoded(parts[1]).toString())
          .isEqualTo(
              "{\"iss\":\"k\",\"scope\":[\"read\"],\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
                  .formatted(now, now, now + 600));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      assertThat(Base64.getUrlDecoder().decode(parts[2]))
          .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static JsonNode decoded(String part) throws IOException {
    return Json.parse(Base64.getUrlDecoder().decode(part));
  }
}
