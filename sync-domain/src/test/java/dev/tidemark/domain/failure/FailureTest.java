package dev.tidemark.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
  private static final Instant THEN = Instant.parse("2026-11-21T10:00:00Z");

  record Row(FetchFailure trouble, Failure failure) {}

  private static Failure failure(FailureCode code, boolean retryable, String remedy) {
    return new Failure(code, retryable, "what happened", remedy);
  }

  static List<Row> rows() {
    String what = "what happened";
    return List.of(
        new Row(
            new FetchFailure.CredentialsRejected(what),
            failure(FailureCode.AUTH, false, "Reconnect with valid credentials.")),
        new Row(
            new FetchFailure.PermissionDenied(what),
            failure(FailureCode.PERMISSION, false, "Grant the credentials access to this model.")),
        new Row(
            new FetchFailure.RateLimited(what, THEN),
            new Failure(FailureCode.RATE_LIMIT, true, what, "", THEN)),
        new Row(
            new FetchFailure.RateLimited(what, null), failure(FailureCode.RATE_LIMIT, true, "")),
        new Row(
            new FetchFailure.ProviderUnavailable(what, THEN),
            new Failure(FailureCode.PROVIDER_ERROR, true, what, "", THEN)),
        new Row(
            new FetchFailure.ProviderUnavailable(what, null),
            failure(FailureCode.PROVIDER_ERROR, true, "")),
        new Row(
            new FetchFailure.RequestRefused(what), failure(FailureCode.PROVIDER_ERROR, false, "")),
        new Row(new FetchFailure.NetworkFailed(what), failure(FailureCode.NETWORK, true, "")),
        new Row(
            new FetchFailure.CheckpointExpired(what),
            failure(FailureCode.CHECKPOINT_EXPIRED, true, "")),
        new Row(new FetchFailure.InvalidData(what), failure(FailureCode.INVALID_DATA, true, "")),
        new Row(
            new FetchFailure.Misconfigured(what),
            failure(FailureCode.CONFIG, false, "Correct the connection's settings and reconnect.")),
        new Row(new FetchFailure.Broken(what), failure(FailureCode.INTERNAL, true, "")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void saysWhatItIsAndWhatHelps(Row row) {
    assertThat(row.trouble().toFailure()).isEqualTo(row.failure());
    assertThat(row.trouble().message()).isEqualTo(row.failure().message());
  }

  @Test
  void everyKindOfTroubleIsARow() {
    assertThat(rows().stream().<Object>map(row -> row.trouble().getClass()).distinct())
        .containsExactlyInAnyOrder((Object[]) FetchFailure.class.getPermittedSubclasses());
  }

  @Test
  void refusesNotToSayWhatHappened() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Failure(FailureCode.AUTH, false, " ", ""))
        .withMessage("a failure needs a message, but AUTH has none");
  }
}
