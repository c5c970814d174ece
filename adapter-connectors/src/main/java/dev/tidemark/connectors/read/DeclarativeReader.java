package dev.tidemark.connectors.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidemark.application.connector.Fetched;
import dev.tidemark.application.connector.ModelReader;
import dev.tidemark.application.connector.ReadRequest;
import dev.tidemark.connectors.expression.ExpressionException;
import dev.tidemark.connectors.interpolation.Scope;
import dev.tidemark.connectors.manifest.StreamDefinition;
import dev.tidemark.connectors.partition.Partition;
import dev.tidemark.connectors.read.Progress.Pass;
import dev.tidemark.connectors.read.Progress.Position;
import dev.tidemark.connectors.read.Progress.Position.InArchived;
import dev.tidemark.connectors.read.Progress.Position.InEvents;
import dev.tidemark.connectors.read.Progress.Position.InListing;
import dev.tidemark.connectors.read.Progress.Position.InPartitions;
import dev.tidemark.domain.failure.FetchFailure;
import dev.tidemark.domain.sync.Checkpoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one model as its manifest says. An increment applies the events feed first and reads the
 * listing after it, so that of two states of a record the newer one comes last.
 */
public final class DeclarativeReader implements ModelReader {
  /** Leaves room below the limit of a checkpoint. */
  private static final int LONGEST_CHECKPOINT = 500_000;

  private final StreamDefinition stream;
  private final Exchange exchange;
  private final Sources sources;
  private final ListingReader listing;
  private final Optional<ListingReader> archived;
  private final Optional<EventsReader> events;
  private final Checkpoints checkpoints;
  private final boolean full;
  private final Optional<Checkpoint> start;
  private final InstantSource clock;
  private final Runnable onClose;
  private @Nullable Progress progress;
  private @Nullable PartitionsReader partitions;
  private boolean closed;

  private DeclarativeReader(
      StreamDefinition stream,
      Sources sources,
      ReadRequest request,
      InstantSource clock,
      Runnable onClose) {
    this.stream = stream;
    this.sources = sources;
    this.exchange = sources.exchange();
    this.listing = new ListingReader(sources.listing());
    this.archived = stream.tracking().archived().map(of -> new ListingReader(sources.archived(of)));
    this.events = stream.events().map(feed -> new EventsReader(stream, feed, sources.events(feed)));
    this.checkpoints = new Checkpoints(stream.digest());
    this.full = request.full();
    this.start = request.checkpoint();
    this.clock = clock;
    this.onClose = onClose;
  }

  /**
   * Opens a stream; nothing is asked of the provider yet.
   *
   * @param scope the connection's settings
   * @param onClose is run once when the reader is closed
   */
  public static ModelReader open(
      StreamDefinition stream,
      Exchange exchange,
      Scope scope,
      ReadRequest request,
      InstantSource clock,
      Runnable onClose) {
    return new DeclarativeReader(
        stream, new Sources(stream, exchange, scope), request, clock, onClose);
  }

  @Override
  public Fetched next() {
    try {
      return progress == null ? begin() : advance(progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fetched.Failed(exchange.troubles().interrupted());
    } catch (ExpressionException | DateTimeException e) {
      return new Fetched.Failed(exchange.troubles().misconfigured(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return new Fetched.Failed(exchange.troubles().broken(e));
    }
  }

  private Fetched begin() throws InterruptedException {
    Optional<Progress> left = start.flatMap(checkpoints::read);
    if (start.isPresent() && left.isEmpty()) {
      return expired("the checkpoint is not one of this connector");
    }
    Optional<Pass> under =
        left.flatMap(Progress::pass).filter(pass -> pass.full() == full && !isWorn(pass));
    Mark mark = left.map(Progress::mark).orElse(Mark.NONE);
    Optional<String> unfit = full ? Optional.empty() : unfit(mark);
    if (unfit.isPresent()) {
      return expired(unfit.get());
    }
    if (under.isPresent()) {
      Fetched fetched = advance(new Progress(mark, under));
      if (!isStale(under.get().position(), fetched)) {
        return fetched;
      }
    }
    return full
        ? beginFull(clock.instant())
        : advance(new Progress(mark, Optional.of(increment(mark))));
  }

  /** Whether a pass is to begin anew because its page token is refused, which may be too old. */
  private static boolean isStale(Position position, Fetched fetched) {
    boolean inside =
        switch (position) {
          case InListing place -> place.token().isPresent();
          case InArchived archived -> archived.place().token().isPresent();
          case InEvents feed -> feed.walk().token().isPresent();
          // These are gone on with one by one.
          case InPartitions partitions -> false;
        };
    return inside
        && fetched instanceof Fetched.Failed failed
        && failed.failure() instanceof FetchFailure.RequestRefused;
  }

  private boolean isWorn(Pass pass) {
    return pass.position() instanceof InPartitions place
        && PutAside.isWorn(place.place(), pass.full(), clock.instant());
  }

  /** Why no increment can start there. */
  private Optional<String> unfit(Mark mark) {
    boolean needsToken =
        stream.tracking().changes().isPresent()
            || (stream.tracking().opaque().isPresent() && stream.retriever().routers().isEmpty());
    if (needsToken && mark.token().isEmpty()) {
      return Optional.of("there is no checkpoint of the provider's to go on from");
    }
    if (stream.events().isEmpty()) {
      return Optional.empty();
    }
    if (mark.events().isEmpty()) {
      return Optional.of("the checkpoint is from before its events were followed");
    }
    Instant oldest = clock.instant().minus(stream.events().get().retention());
    return mark.events().get().confirmed().isBefore(oldest)
        ? Optional.of("the events since the checkpoint are no longer kept")
        : Optional.empty();
  }

  private Fetched beginFull(Instant now) throws InterruptedException {
    Optional<Mark.Events> head = Optional.empty();
    if (events.isPresent()) {
      // Noted before anything is listed: what changes from here on is told by the next increment.
      switch (events.get().head(now)) {
        case EventsReader.Head.Failed failed -> {
          return new Fetched.Failed(failed.failure());
        }
        case EventsReader.Head.Known known ->
            head = Optional.of(new Mark.Events(known.newest(), now, known.events()));
      }
    }
    Optional<String> log = Optional.empty();
    if (stream.tracking().changes().isPresent()) {
      switch (LogStart.of(stream.tracking().changes().get(), sources)) {
        case LogStart.Failed failed -> {
          return new Fetched.Failed(failed.failure());
        }
        case LogStart.Known known -> log = Optional.of(known.checkpoint());
      }
    }
    Position first = beginning(Mark.NONE, now);
    return advance(new Progress(Mark.NONE, Optional.of(new Pass(true, now, head, log, first))));
  }

  private Pass increment(Mark mark) {
    Instant now = clock.instant();
    Position first =
        events.isPresent() && mark.events().isPresent()
            ? new InEvents(events.get().begin(mark.events().get()))
            : beginning(mark, now);
    return new Pass(false, now, Optional.empty(), Optional.empty(), first);
  }

  private Position beginning(Mark mark, Instant now) {
    if (!stream.retriever().routers().isEmpty()) {
      return new InPartitions(MissingNode.getInstance());
    }
    InListing first = listing.begin(mark.listing(), now);
    return mark.token().map(first::since).orElse(first);
  }

  private Fetched advance(Progress at) throws InterruptedException {
    Pass pass = at.pass().orElseThrow(() -> new IllegalStateException("the pass is over"));
    return switch (pass.position()) {
      case InListing place -> inListing(at.mark(), pass, place);
      case InPartitions place -> inPartitions(at.mark(), pass, place.place());
      case InArchived place -> inArchived(at.mark(), pass, place.place());
      case InEvents place -> inEvents(at.mark(), pass, place.walk());
    };
  }

  private Fetched inListing(Mark mark, Pass pass, InListing place) throws InterruptedException {
    return switch (listing.step(Partition.WHOLE, place)) {
      case ListingReader.Step.Failed failed -> new Fetched.Failed(failed.failure());
      case ListingReader.Step.Onward onward ->
          page(
              Harvest.of(stream, onward.batch()),
              new Progress(mark, Optional.of(pass.at(onward.next()))));
      case ListingReader.Step.Done done -> {
        Optional<String> token =
            stream.tracking().opaque().flatMap(opaque -> opaque.in(done.batch().body()));
        Mark reached = after(mark, pass, done.seen()).withToken(token.or(mark::token));
        yield page(Harvest.of(stream, done.batch()), listed(reached, pass));
      }
    };
  }

  /** On to what an increment reads after the listing. */
  private Progress listed(Mark mark, Pass pass) {
    Optional<Pass> further =
        archived
            .filter(any -> !pass.full())
            .map(reader -> pass.at(new InArchived(reader.begin(Optional.empty(), pass.started()))));
    return new Progress(mark, further);
  }

  private Fetched inArchived(Mark mark, Pass pass, InListing place) throws InterruptedException {
    return switch (archived.orElseThrow().step(Partition.WHOLE, place)) {
      case ListingReader.Step.Failed failed -> new Fetched.Failed(failed.failure());
      case ListingReader.Step.Onward onward ->
          page(
              Harvest.ofGone(stream, onward.batch()),
              new Progress(mark, Optional.of(pass.at(new InArchived(onward.next())))));
      case ListingReader.Step.Done done ->
          page(Harvest.ofGone(stream, done.batch()), new Progress(mark, Optional.empty()));
    };
  }

  private Fetched inPartitions(Mark mark, Pass pass, JsonNode place) throws InterruptedException {
    if (partitions == null) {
      partitions = new PartitionsReader(stream, sources, pass, mark, place);
    }
    PartitionsReader reader = partitions;
    return switch (reader.next()) {
      case PartitionsReader.Step.Failed failed -> new Fetched.Failed(failed.failure());
      case PartitionsReader.Step.Onward onward ->
          page(
              onward.harvest(),
              new Progress(
                  mark.with(reader.marks()),
                  Optional.of(pass.at(new InPartitions(reader.place())))));
      case PartitionsReader.Step.Done done -> {
        Optional<String> log = pass.full() ? pass.log() : reader.reached().or(mark::token);
        Mark reached = after(mark, pass, Optional.empty()).with(reader.marks()).withToken(log);
        yield page(done.harvest(), listed(reached, pass));
      }
    };
  }

  /**
   * Where the next increment starts: at the newest record seen, but not after the start of this
   * pass, for what was changed meanwhile may stand on a page that had been read.
   */
  private static Mark after(Mark before, Pass pass, Optional<Instant> seen) {
    Optional<Instant> reached =
        seen.map(newest -> newest.isAfter(pass.started()) ? pass.started() : newest);
    return new Mark(
        Stream.concat(before.listing().stream(), reached.stream()).max(Comparator.naturalOrder()),
        pass.events(),
        before.token(),
        before.partitions());
  }

  private Fetched inEvents(Mark mark, Pass pass, Walk walk) throws InterruptedException {
    EventsReader reader = events.orElseThrow();
    return switch (reader.step(walk, clock.instant())) {
      case EventsReader.Step.Failed failed -> new Fetched.Failed(failed.failure());
      case EventsReader.Step.Onward onward ->
          page(
              onward.harvest(),
              new Progress(mark, Optional.of(pass.at(new InEvents(onward.walk())))));
      case EventsReader.Step.Done done -> {
        Optional<Instant> newest =
            Stream.concat(
                    done.newest().stream(), mark.events().flatMap(Mark.Events::newest).stream())
                .max(Comparator.naturalOrder());
        Mark.Events reached = new Mark.Events(newest, pass.started(), done.known());
        yield page(done.harvest(), afterEvents(mark, pass, reached));
      }
    };
  }

  private Progress afterEvents(Mark mark, Pass pass, Mark.Events reached) {
    if (!stream.listsChanges()) {
      return listed(mark.with(Optional.of(reached)), pass);
    }
    Position first = beginning(mark, pass.started());
    return new Progress(
        mark,
        Optional.of(
            new Pass(false, pass.started(), Optional.of(reached), Optional.empty(), first)));
  }

  private Fetched page(Harvest harvest, Progress next) {
    if (harvest.fault().isPresent()) {
      return new Fetched.Failed(exchange.troubles().invalid(harvest.fault().get()));
    }
    Checkpoint checkpoint = checkpoints.write(next);
    if (checkpoint.value().length() > LONGEST_CHECKPOINT) {
      return expired("so much has changed since the checkpoint that a full pass is shorter");
    }
    progress = next;
    return new Fetched.Page(
        harvest.records(), harvest.tombstones(), checkpoint, next.pass().isEmpty());
  }

  private Fetched expired(String reason) {
    return new Fetched.Failed(
        new FetchFailure.CheckpointExpired(
            exchange.troubles().provider() + " " + stream.model() + ": " + reason));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
