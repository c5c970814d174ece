package dev.tidemark.connectors.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body while it arrives and hangs up as soon as it is larger than allowed. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private static final int USUAL_SIZE = 16 * 1024;

  private final int limit;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private byte[] collected = new byte[USUAL_SIZE];
  private int size;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription arriving) {
    subscription = arriving;
    arriving.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int more = buffer.remaining();
      if (size + (long) more > limit) {
        if (subscription != null) {
          subscription.cancel();
        }
        result.completeExceptionally(new TooLargeException());
        return;
      }
      if (size + more > collected.length) {
        collected = Arrays.copyOf(collected, (int) Math.min(limit, 2L * (size + more)));
      }
      buffer.get(collected, size, more);
      size += more;
    }
  }

  @Override
  public void onError(Throwable problem) {
    result.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    result.complete(Arrays.copyOf(collected, size));
  }

  /** Tells the sender why the body ended early. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("the body is larger than allowed", null, false, false);
    }
  }
}
