package genga.gateway.film;

import genga.contracts.fact.FilmUploaded;
import genga.contracts.fact.ShotsDefined;
import genga.contracts.vocabulary.FrameRange;
import genga.contracts.vocabulary.Medium;
import genga.curation.shot.ScoresDocument;
import genga.curation.shot.ShotPlan;
import genga.curation.shot.ShotScores;
import genga.curation.shot.ShotSettings;
import genga.gateway.feed.Orders;
import genga.gateway.problem.Refusal;
import genga.gateway.problem.WholeNumber;
import genga.gateway.readmodel.ClipBriefs;
import genga.gateway.readmodel.ClipFilter;
import genga.gateway.readmodel.FilmFacts;
import genga.gateway.readmodel.Films;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/// Where the shots of a film lie: tried out on the scores that ingest kept, and said by a person.
@Path("/v1")
@RunOnVirtualThread
class ShotResource {

    private final Films films;
    private final ClipBriefs briefs;
    private final ScoreBook scoreBook;
    private final Orders orders;

    ShotResource(Films films, ClipBriefs briefs, ScoreBook scoreBook, Orders orders) {
        this.films = films;
        this.briefs = briefs;
        this.scoreBook = scoreBook;
        this.orders = orders;
    }

    @GET
    @Path("/films/{film}/scores")
    @Operation(summary = "The scores of a film's frames, the highest of each stretch")
    public ScoresView scores(
            @RestPath String film, @RestQuery String from, @RestQuery String to, @RestQuery String points) {
        ShotScores scores = scores(existing(film));
        int frames = scores.frames().size();
        int first = WholeNumber.of("from", from, 0, 0, frames - 1);
        int end = WholeNumber.of("to", to, frames, first + 1, frames);
        return ScoresView.of(scores, new FrameRange(first, end), WholeNumber.of("points", points, 1000, 1, 10_000));
    }

    @GET
    @Path("/films/{film}/shots")
    @Operation(summary = "Where shots lie with these settings, without decoding")
    public ShotsView shots(@RestPath String film, @BeanParam ShotsWanted wanted) {
        FilmFacts facts = existing(film);
        ShotSettings settings = wanted.settings();
        ShotScores scores = scores(facts);
        return ShotsView.of(settings, scores, ShotPlan.of(scores, settings), current(facts));
    }

    @PUT
    @Path("/films/{film}/shots")
    @Operation(summary = "Says where the shots lie; clips of shots that stay are left as they are")
    public FilmView define(@RestPath String film, ShotsOrder order) {
        FilmFacts facts = existing(film);
        FilmUploaded uploaded = facts.uploaded();
        if (order == null) {
            throw Refusal.bad("body", "a JSON object with shots", "nothing", "send {\"shots\": [{\"from\": 0, ...}]}");
        }
        ScoresDocument scores = scoreBook.of(uploaded.film());
        List<FrameRange> shots = order.checked(scores.timestamps().length);
        orders.place(new ShotsDefined(
                orders.header("ShotsDefined", uploaded.film(), UUID.randomUUID()),
                uploaded.film(),
                uploaded.project(),
                uploaded.triggerPhrase(),
                shots));
        return FilmView.of(existing(film));
    }

    private FilmFacts existing(String film) {
        return films.find(film).orElseThrow(() -> Refusal.unknown("film", film));
    }

    private ShotScores scores(FilmFacts film) {
        return scoreBook.of(film.uploaded().film()).scores();
    }

    /// What a person said, or what the clips were cut from.
    private List<FrameRange> current(FilmFacts film) {
        ClipFilter cut = new ClipFilter(
                Optional.empty(),
                Optional.of(Medium.CLIP),
                Optional.of(film.uploaded().film().value()));
        return film.shots()
                .map(ShotsDefined::shots)
                .orElseGet(() -> briefs.of(film.uploaded().project().value(), cut).stream()
                        .map(clip -> new FrameRange(
                                (int) clip.span().first(), (int) clip.span().last() + 1))
                        .sorted(Comparator.comparingInt(FrameRange::from))
                        .toList());
    }
}
