package dev.tidemark.http.integrations;

import dev.tidemark.application.integrations.ReportSyncStatus.Outcome.Report;
import dev.tidemark.domain.connection.OrganizationId;
import dev.tidemark.http.exchange.Answer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers from reports, and remembers some. Clients poll, and what they ask about seldom
 * changes: it is faster to see that a report equals an earlier one than to write it out again. An
 * answer is never older than its report.
 */
final class SyncStatusAnswers {
  private static final int REMEMBERED = 1024;

  private record Written(Report report, Answer answer) {}

  private final AtomicReferenceArray<@Nullable Written> written =
      new AtomicReferenceArray<>(REMEMBERED);

  /**
   * The answer that tells that report.
   *
   * @param organization only a hint where an earlier answer may be; the report alone decides
   */
  Answer of(OrganizationId organization, Report report) {
    int hash = organization.hashCode() * 31 + report.provider().id().hashCode();
    int place = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
    Written earlier = written.get(place);
    if (earlier != null && earlier.report().equals(report)) {
      return earlier.answer();
    }
    Answer answer = Answer.ok(SyncStatusJson.of(report));
    written.set(place, new Written(report, answer));
    return answer;
  }
}
