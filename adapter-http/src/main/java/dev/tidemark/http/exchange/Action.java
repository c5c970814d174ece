package dev.tidemark.http.exchange;

/** Answers the calls of one route; it is used by many threads at once. */
@FunctionalInterface
public interface Action {
  /**
   * The answer to a call that may be made.
   *
   * @throws Refusal if the request is not as it should be
   */
  Answer answer(Call call);
}
