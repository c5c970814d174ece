package dev.tidemark.sandbox;

import dev.tidemark.sandbox.exchange.Answer;
import java.time.Duration;

/** How an answer goes out on the wire. */
sealed interface Delivery {
  record Plain(Answer answer) implements Delivery {}

  record Late(Answer answer, Duration delay) implements Delivery {}

  record Dribbled(Answer answer, int bytes, Duration pause) implements Delivery {}

  record CutOff(Answer answer) implements Delivery {}

  record Flood(long bytes) implements Delivery {}

  record Nothing() implements Delivery {}
}
