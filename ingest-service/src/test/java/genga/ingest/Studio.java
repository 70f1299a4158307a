package genga.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.fact.Fact;
import genga.contracts.fact.FactHeader;
import genga.contracts.fact.FilmEnded;
import genga.contracts.fact.FilmOutcome;
import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ProjectDefined;
import genga.contracts.fact.ScreeningDefined;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.fact.WorkCommanded;
import genga.contracts.object.ObjectKeys;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.ScreeningThresholds;
import genga.contracts.vocabulary.StoredObject;
import genga.contracts.vocabulary.TriggerPhrase;
import genga.store.ContentType;
import genga.store.ObjectStore;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.reactive.messaging.Message;

/// The rest of the studio, as this service sees it: projects, films and cuts are defined, facts are heard.
@Singleton
public class Studio {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryConnector connector;
    private final ObjectStore store;
    private final ObjectMapper json;

    Studio(@Any InMemoryConnector connector, ObjectStore store, ObjectMapper json) {
        this.connector = connector;
        this.store = store;
        this.json = json;
    }

    /// A project, as the gateway leaves it in the store.
    public ProjectDefined project(String name) {
        ProjectId project = ProjectId.fresh();
        ProjectDefined defined = new ProjectDefined(
                FactHeader.of(Instant.now(), project), project, name, new TriggerPhrase("Genga style"));
        put(ObjectKeys.project(project), defined);
        return defined;
    }

    FilmUploaded upload(byte[] content, String name) {
        return upload(project("a project"), content, name);
    }

    public FilmUploaded upload(ProjectDefined project, byte[] content, String name) {
        return announce(stored(project, FilmId.fresh(), content, name));
    }

    FilmUploaded stored(ProjectDefined project, FilmId film, byte[] content, String name) {
        StoredObject source = store.put(ObjectKeys.filmSource(film), content, ContentType.BINARY);
        return new FilmUploaded(
                FactHeader.of(Instant.now(), film), film, project.project(), project.triggerPhrase(), name, source);
    }

    FilmUploaded announce(FilmUploaded film) {
        connector.source("films-uploaded").send(film);
        return film;
    }

    void define(ProjectDefined project, ScreeningThresholds thresholds) {
        ScreeningDefined defined = new ScreeningDefined(
                FactHeader.of(Instant.now(), project.project(), thresholds, Instant.now()),
                project.project(),
                thresholds,
                List.of());
        put(ObjectKeys.screening(project.project()), defined);
        connector.source("screenings-defined").send(defined);
    }

    ShotsDefined shots(FilmUploaded film, FrameRange... shots) {
        ShotsDefined defined = new ShotsDefined(
                FactHeader.of(Instant.now(), film.film(), Instant.now()),
                film.film(),
                film.project(),
                film.triggerPhrase(),
                List.of(shots));
        return announce(defined);
    }

    ShotsDefined announce(ShotsDefined shots) {
        connector.source("shots-defined").send(shots);
        return shots;
    }

    public void send(String channel, Fact fact) {
        connector.source(channel).send(fact);
    }

    /// Delivers a message and tells whether it was taken.
    void deliver(String channel, Fact fact, CompletableFuture<Void> handled) {
        connector
                .<Message<Fact>>source(channel)
                .send(Message.of(
                        fact,
                        () -> {
                            handled.complete(null);
                            return CompletableFuture.completedFuture(null);
                        },
                        reason -> {
                            handled.completeExceptionally(reason);
                            return CompletableFuture.completedFuture(null);
                        }));
    }

    void command(WorkCommanded.Command command, FilmId film) {
        connector
                .source("works-commanded")
                .send(new WorkCommanded(FactHeader.of(Instant.now(), film, command), film.value(), command));
    }

    private void put(String key, Fact fact) {
        try {
            store.put(key, json.writeValueAsBytes(fact), ContentType.JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Facts of one type, in the order sent.
    public <F extends Fact> List<F> facts(Class<F> type) {
        return connector.<Fact>sink("facts").received().stream()
                .map(Message::getPayload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// Facts of one type about one film, in the order sent.
    public <F extends Fact> List<F> facts(Class<F> type, FilmId film) {
        return facts(type).stream()
                .filter(fact -> fact.key().contains(film.value().replaceFirst("^film-", "")))
                .toList();
    }

    /// What was cut of one kind.
    List<ClipCut> cut(FilmId film, Medium medium) {
        return facts(ClipCut.class, film).stream()
                .filter(cut -> cut.medium() == medium)
                .toList();
    }

    /// How clips, and not stills, were judged.
    List<ClipScreened> screened(FilmId film) {
        return facts(ClipScreened.class, film).stream()
                .filter(fact -> !fact.clip().value().endsWith("-still"))
                .toList();
    }

    FilmEnded end(FilmId film) {
        return ends(film, 1);
    }

    /// The n-th end of a film, whose cuts may be moved again and again.
    FilmEnded ends(FilmId film, int count) {
        await(
                "film %s has not ended %d times".formatted(film, count),
                () -> facts(FilmEnded.class, film).size() >= count);
        return facts(FilmEnded.class, film).get(count - 1);
    }

    FilmOutcome.Ingested ingested(FilmId film) {
        return (FilmOutcome.Ingested) end(film).outcome();
    }

    public FilmOutcome outcome(FilmId film) {
        return end(film).outcome();
    }

    public void await(String otherwise, BooleanSupplier holds) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("%s within %s".formatted(otherwise, PATIENCE));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
